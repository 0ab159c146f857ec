import { createHash, randomBytes } from 'node:crypto';

/** A one-time secret of 256 bits. Only its hash is stored, without salt, because the secret cannot be guessed. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
