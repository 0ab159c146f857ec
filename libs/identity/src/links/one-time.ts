import { createHash, randomBytes } from 'node:crypto';

/** A secret that is sent or shown once, 256 bits: kept only as its hash, which needs no salt since it cannot be guessed. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
