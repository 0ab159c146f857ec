import { createHash, randomBytes, randomInt } from 'node:crypto';

/**
 * Networks hand out decimal ids beyond 2^53: a client that parses them as numbers corrupts them, and here it
 * must notice. Random rather than counted, so that a restart never repeats one.
 */
export function decimalId(prefix: string): string {
  return `${prefix}${String(randomInt(1, 281_474_976_710_655)).padStart(15, '0')}`;
}

export const secret = (prefix: string): string => `${prefix}${randomBytes(24).toString('hex')}`;

/** What the ledger keeps of a token: enough to tell two apart, useless to an eavesdropper. */
export const fingerprint = (token: string): string =>
  createHash('sha256').update(token).digest('hex').slice(0, 12);
