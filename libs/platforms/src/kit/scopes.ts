import { PlatformError } from './platform-error.js';

/**
 * Checks that a person granted every right that is needed; some networks let them leave some out.
 * @param granted as the network tells them
 * @param silence what an empty list means: all were granted (RFC 6749, 5.1), or none, where the network lists them all
 * @throws PlatformError with code `scope_missing` and the rights that are missing
 */
export function requireScopes(
  needed: readonly string[],
  granted: readonly string[],
  { silence = 'all' }: { silence?: 'all' | 'none' } = {},
): void {
  const missing =
    granted.length === 0 && silence === 'all' ? [] : needed.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return;
  throw new PlatformError({
    class: 'permanent',
    cause: 'account',
    code: 'scope_missing',
    message: missing.join(' '),
    refused: true,
    hint: 'missing_permission',
  });
}

/** Scopes of an answer, however they are separated; empty for anything else. */
export const scopesIn = (told: unknown): string[] => {
  if (Array.isArray(told)) return told.filter((scope) => typeof scope === 'string');
  return typeof told === 'string' ? told.split(/[\s,]+/u).filter(Boolean) : [];
};
