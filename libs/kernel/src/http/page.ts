import { invalid } from '../errors.js';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Keyset cursor: the values of the last row, opaque to the caller. */
export const encodeCursor = (values: readonly string[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** @throws DomainError 422 for an invalid cursor */
export function decodeCursor(cursor: string | undefined, length: number): string[] | null {
  if (!cursor) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every((v) => typeof v === 'string')) {
      return values;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid([{ path: 'cursor', code: 'cursor_invalid' }]);
}

/** Makes a page of `limit + 1` rows: the extra row shows that there is another page. */
export function toPage<R, T>(
  rows: R[],
  limit: number,
  cursorOf: (row: R) => string[],
  view: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null,
  };
}
