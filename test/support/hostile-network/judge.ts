import { isWellFormed } from '#rules/kernel';
import { networkAddress, type Platform, PlatformError } from '#lib/platforms';
import { OWN_WORD } from './answers.js';

/** Longest JSON that anything of a network may leave behind, UTF-16 units. */
const MOST_KEPT = 300_000;

/** What is wrong with something an adapter gave back or threw; empty when nothing is. */
export function faultsOf(told: unknown, secrets: readonly string[]): string[] {
  const thrown = told instanceof PlatformError;
  if (told instanceof Error && !thrown) return [`threw ${told.name}: ${told.message}`];
  const kept = thrown ? { ...told.detail, text: told.message, trace: told.stack } : told;
  const written = JSON.stringify(kept) ?? '';
  const texts = textsOf(kept);
  const faults = [
    written.length > MOST_KEPT && `keeps ${written.length} characters`,
    secrets.some((secret) => texts.some((text) => text.includes(secret))) && 'keeps a secret',
    texts.some((text) => !isWellFormed(text)) && 'keeps what cannot be stored',
  ];
  return [...faults, ...(thrown ? faultsOfError(told) : [])].filter((fault) => fault !== false);
}

function faultsOfError({ detail }: PlatformError): (string | false)[] {
  const wait = detail.retryAfterMs;
  return [
    !/^[\w.:/-]{1,64}$/u.test(detail.code) && `code ${JSON.stringify(detail.code.slice(0, 80))}`,
    (detail.message.length > 500 || /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(detail.message)) && 'message',
    wait !== undefined && !(Number.isFinite(wait) && wait >= 0) && `waits ${wait}`,
    detail.class === 'unknown' && detail.refused && 'unknown and refused',
  ];
}

/** False words: a person would read that it is their fault, or their access, on the word of nobody. */
export const blames = (error: unknown, kind: string): boolean =>
  error instanceof PlatformError &&
  !OWN_WORD.has(kind) &&
  ['auth', 'permanent', 'duplicate'].includes(error.detail.class);

/** Whether an address may be shown. */
export const isShown = (platform: Platform, address: string | null, accountId: string): boolean =>
  address === null || networkAddress(platform, address, accountId) === address;

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsOf(member)]);
}
