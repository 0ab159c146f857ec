import { createHmac } from 'node:crypto';
import { PlatformError } from '../kit/platform-error.js';

const SECRET = /^whsec_([A-Za-z\d+/]{32,86}={0,2})$/u;
/** Length of a secret, bytes. */
const BYTES = { least: 24, most: 64 };

/** A message as it is sent. */
export interface Message {
  /** The same for every repetition: by it a receiver knows one. */
  id: string;
  /** Instant at which it is sent, s since 1970. */
  atS: number;
  body: string;
}

/**
 * The three headers of a signed message. Source: Standard Webhooks 1.0, symmetric signatures. Its library is not used:
 * signing is these few lines of Node's own crypto.
 * @param secret `whsec_` and 24 to 64 bytes in base64
 * @throws PlatformError of class auth for what is no such secret
 */
export function signedHeaders(secret: string, { id, atS, body }: Message): Record<string, string> {
  const hash = createHmac('sha256', keyOf(secret)).update(`${id}.${atS}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(atS), 'webhook-signature': `v1,${hash}` };
}

function keyOf(secret: string): Buffer {
  const key = Buffer.from(SECRET.exec(secret)?.[1] ?? '', 'base64');
  if (key.length >= BYTES.least && key.length <= BYTES.most) return key;
  throw new PlatformError({
    class: 'auth',
    cause: 'account',
    code: 'secret_malformed',
    message: 'this is no signing secret: it is whsec_ and 24 to 64 bytes in base64',
    refused: true,
    hint: 'reconnect',
  });
}
