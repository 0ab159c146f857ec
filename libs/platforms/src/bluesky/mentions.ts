import { z } from 'zod';
import type { StepIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { handlesIn, type Mentioned } from './facets.js';
import { didAnswer } from './schemas.js';
import { xrpc } from './xrpc.js';

export const mentionedShape = z.object({ mentioned: z.record(z.string(), z.string().nullable()) });

/** Errors that say that a handle is nobody’s. */
const NOBODY = new Set(['InvalidRequest', 'HandleNotFound']);

/**
 * Whose the handles of a text are. A handle that cannot be found stays text.
 * Source: com.atproto.identity.resolveHandle.
 * @throws PlatformError when the server could not look
 */
export async function resolved(io: StepIo, text: string): Promise<Mentioned> {
  const found: [string, string | null][] = [];
  for (const handle of handlesIn(text)) found.push([handle, await resolve(io, handle)]);
  return Object.fromEntries(found);
}

async function resolve(io: StepIo, handle: string): Promise<string | null> {
  try {
    const { data } = await xrpc(io, {
      method: 'com.atproto.identity.resolveHandle',
      kind: 'query',
      query: { handle },
      schema: didAnswer,
    });
    return data.did;
  } catch (error) {
    if (error instanceof PlatformError && NOBODY.has(error.detail.code)) return null;
    throw error;
  }
}
