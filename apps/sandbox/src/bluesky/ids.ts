import { createHash, randomBytes } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const SORTABLE = '234567abcdefghijklmnopqrstuvwxyz';

const letters = (bytes: Buffer, length: number): string =>
  [...bytes.subarray(0, length)].map((byte) => BASE32.charAt(byte & 31)).join('');

/** An account’s id as it is everywhere else; a number is written in the letters of such ids, with `a` in front. */
export const didOf = (accountId: string): string =>
  accountId.startsWith('did:')
    ? accountId
    : `did:plc:${accountId
        .toLowerCase()
        .replace(/[^a-z2-7]/g, (sign) => BASE32.charAt(sign.charCodeAt(0) % 26))
        .padStart(24, 'a')
        .slice(-24)}`;

export const newDid = (): string => `did:plc:${letters(randomBytes(24), 24)}`;

/** Record keys: timestamps in base 32 (TID). */
export const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;

/** A record key for digits, of some time in the past. */
export const keyOf = (digits: string): string =>
  `3${[...digits.padStart(12, '0').slice(-12)].map((digit) => SORTABLE.charAt(Number(digit) + 6)).join('')}`;

/** A record key that the server chooses. */
export function newKey(now: number): string {
  let rest = (BigInt(now) * 1_000n) << 10n;
  let key = '';
  for (let at = 0; at < 13; at++) {
    key = SORTABLE.charAt(Number(rest & 31n)) + key;
    rest >>= 5n;
  }
  return key;
}

/** A content id in the form of the network’s, whatever the order of members: its last letters tell contents apart. */
export const cidOf = (kind: 'record' | 'file', content: unknown): string => {
  const text = Buffer.isBuffer(content) ? content : JSON.stringify(sorted(content));
  const end = letters(createHash('sha256').update(text).digest(), 15);
  return `${kind === 'record' ? 'bafyrei' : 'bafkrei'}${end.padStart(52, 'a')}`;
};

/** Content ids in texts. */
export const CIDS = /baf[ky]rei[a-z2-7]{52}/;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
