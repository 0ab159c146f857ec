import { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import { PlatformError } from '../kit/platform-error.js';
import { webhookFailure } from './errors.js';
import type { WebhookEvent } from './events.js';
import { signedHeaders } from './signature.js';

export interface Sent<T> {
  /** Its `webhook-id`. */
  id: string;
  event: WebhookEvent;
  /** What is read of the answer. */
  schema: z.ZodType<T>;
  /** Whether people may see what the receiver makes of it. */
  visible?: boolean;
}

/** One signed request. @throws PlatformError */
export async function send<T>(io: AdapterIo, { id, event, schema, visible = false }: Sent<T>): Promise<T> {
  // Exactly these bytes are signed: JSON is written in one way only.
  const message = { id, atS: Math.floor(io.now() / 1_000), body: JSON.stringify(event) };
  try {
    const { data } = await call(
      io,
      {
        method: 'POST',
        url: io.settings.origin,
        headers: signedHeaders(io.credential.accessToken, message),
        body: { json: event },
      },
      { schema, visible, failure: webhookFailure },
    );
    return data;
  } catch (error) {
    // Where nothing can be seen, a lost answer is only a reason to ask again.
    if (visible || !(error instanceof PlatformError) || error.detail.class !== 'unknown') throw error;
    throw new PlatformError({ ...error.detail, class: 'transient' });
  }
}
