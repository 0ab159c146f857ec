import type { StepIo } from '../kit/adapter.js';
import { xCall } from './api.js';
import { createdAnswer } from './schemas.js';

/**
 * Makes a post, which everybody sees at once. X has no key that would make a second call harmless.
 * @param post members of `POST /2/tweets`; X refuses any that it does not know
 * @returns its id
 * @throws PlatformError
 */
export async function create(io: StepIo, post: Record<string, unknown>): Promise<string> {
  const { data } = await xCall(io, {
    method: 'POST',
    path: '/tweets',
    body: { json: post },
    schema: createdAnswer,
    visible: true,
  });
  return data.id;
}
