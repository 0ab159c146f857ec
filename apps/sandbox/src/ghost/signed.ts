import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../core/params.js';

const claims = z.object({ iat: z.number(), exp: z.number(), aud: z.literal('/admin/') });

/** Key and instants of a signature (JSON Web Token), before it is compared. */
export interface Signed {
  keyId: string;
  issuedAt: number;
  endsAt: number;
  /** Whether it was made with this key (`id:secret`). */
  isBy(key: string): boolean;
}

/** Reads the signature of a header (`Ghost <token>`); null for what is none. */
export function signedIn(header = ''): Signed | null {
  const [, head = '', body = '', hash = ''] = /^Ghost\s+([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(header) ?? [];
  const read = (part: string): unknown => parseJson(Buffer.from(part, 'base64url').toString());
  const named = z.object({ alg: z.literal('HS256'), kid: z.string() }).safeParse(read(head));
  const told = claims.safeParse(read(body));
  if (!named.success || !told.success) return null;
  return {
    keyId: named.data.kid,
    issuedAt: told.data.iat * 1_000,
    endsAt: told.data.exp * 1_000,
    isBy(key) {
      const [id, secret = ''] = key.split(':');
      if (id !== named.data.kid) return false;
      const expected = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${head}.${body}`).digest();
      const sent = Buffer.from(hash, 'base64url');
      return sent.length === expected.length && timingSafeEqual(sent, expected);
    },
  };
}
