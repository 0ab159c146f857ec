import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** A signed request (Standard Webhooks), before its signature is compared. */
export interface Signed {
  id: string;
  /** Instant that was signed, ms since 1970. */
  at: number;
  /** Whether it was signed with this secret; of several signatures one will do. */
  isBy(secret: string): boolean;
}

const header = (req: Request, name: string): string => {
  const value = req.headers[name];
  return typeof value === 'string' ? value : '';
};

/** Reads the three headers of a request; null where one is missing. */
export function signedIn(req: Request): Signed | null {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    header(req, name),
  );
  if (!id || !signatures || !/^\d{1,12}$/.test(timestamp ?? '')) return null;
  const body: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  return {
    id,
    at: Number(timestamp) * 1_000,
    isBy(secret) {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
      return signatures.split(' ').some((signature) => {
        const sent = Buffer.from(/^v1,(.+)$/.exec(signature)?.[1] ?? '', 'base64');
        return sent.length === expected.length && timingSafeEqual(sent, expected);
      });
    },
  };
}
