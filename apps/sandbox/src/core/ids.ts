import { createHash, randomBytes, randomInt } from 'node:crypto';

/**
 * Networks use decimal ids beyond 2^53, which a client that parses them as numbers corrupts; here it must notice.
 * Random, so that a restart never repeats one.
 */
export function decimalId(prefix: string): string {
  return `${prefix}${String(randomInt(1, 281_474_976_710_655)).padStart(15, '0')}`;
}

/** So many decimal digits, 70 at most, always the same for a key. */
export const digitsOf = (key: string, length: number): string =>
  BigInt(`0x1${createHash('sha256').update(key).digest('hex')}`)
    .toString()
    .slice(1, length + 1);

export const secret = (prefix: string): string => `${prefix}${randomBytes(24).toString('hex')}`;

/** What the ledger keeps of a token: distinguishes tokens without revealing them. */
export const fingerprint = (token: string): string =>
  createHash('sha256').update(token).digest('hex').slice(0, 12);
