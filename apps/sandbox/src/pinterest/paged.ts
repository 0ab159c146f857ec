import type { Admitted } from '../core/exchange.js';
import { invalid } from './network.js';

/**
 * One page of a list: `page_size` from 1 to 250, and a bookmark that names the last row of the page before; null at
 * the end (Pinterest API v5, pagination).
 */
export function paged<T>(
  { params }: Admitted,
  rows: Iterable<T>,
  keyOf: (row: T) => string,
  toItem: (row: T) => unknown,
): { items: unknown[]; bookmark: string | null } {
  const size = Number(params.get('page_size') ?? 25);
  if (!Number.isInteger(size) || size < 1 || size > 250) {
    throw invalid(`Invalid request: ${size} is out of range for page_size`);
  }
  const after = params.get('bookmark');
  const items: unknown[] = [];
  let started = after === undefined;
  let last = '';
  for (const row of rows) {
    if (!started) {
      started = bookmarkOf(keyOf(row)) === after;
    } else if (items.length === size) {
      return { items, bookmark: bookmarkOf(last) };
    } else {
      items.push(toItem(row));
      last = keyOf(row);
    }
  }
  return { items, bookmark: null };
}

const bookmarkOf = (key: string): string => Buffer.from(`LT4:${key}`).toString('base64url');
