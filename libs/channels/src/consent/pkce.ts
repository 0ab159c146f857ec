import { createHash, randomBytes } from 'node:crypto';

/** A text that nobody can guess: 32 random bytes in 43 characters. */
export const unguessable = (): string => randomBytes(32).toString('base64url');

/** The challenge of a verifier. Source: RFC 7636, method S256. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** How a state is stored: who reads the table cannot answer with it. */
export const stateHash = (state: string): string => createHash('sha256').update(state).digest('hex');
