import { createHash } from 'node:crypto';

/** Base 32 in the order of its characters. */
const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const LENGTH = 13;
const CLOCK_BITS = 10n;
const MASK = (1n << CLOCK_BITS) - 1n;

/**
 * The key of a record: a timestamp of the AT Protocol (TID), microseconds since 1970 and ten bits that tell clocks apart.
 * The same for the same instant and seed, so that an attempt that nobody remembers had the same key. The part below a
 * millisecond comes from the seed.
 * @param atMs instant by which records are sorted, ms since 1970
 * @param seed what tells this record from every other of the account
 */
export function recordKey(atMs: number, seed: string): string {
  const hash = createHash('sha256').update(seed).digest();
  const micros = BigInt(Math.floor(atMs)) * 1_000n + BigInt(hash.readUInt16BE(0) % 1_000);
  return written((micros << CLOCK_BITS) | (BigInt(hash.readUInt16BE(2)) & MASK));
}

/** The instant of a record's key, ms since 1970. */
export function instantOfKey(key: string): number {
  const value = [...key].reduce((sum, letter) => (sum << 5n) | BigInt(ALPHABET.indexOf(letter)), 0n);
  return Number((value >> CLOCK_BITS) / 1_000n);
}

function written(value: bigint): string {
  let rest = value;
  let key = '';
  for (let at = 0; at < LENGTH; at++) {
    key = ALPHABET.charAt(Number(rest & 31n)) + key;
    rest >>= 5n;
  }
  return key;
}
