import type { z } from 'zod';
import { api, type ApiIo } from './api.js';

/** One page of a list. */
interface ListPage<T> {
  items: T[];
  bookmark?: string | null | undefined;
}

export interface ListCall<T> {
  path: string;
  /** Most rows in one answer. */
  size: number;
  /** Most pages that are read: a list has an end, whatever its bookmarks say. */
  pages: number;
  schema: z.ZodType<ListPage<T>>;
}

/**
 * The pages of a list, in its own order.
 * @returns true when they are over, false when there are more than are read
 * @throws PlatformError
 */
export async function* pagesOf<T>(io: ApiIo, list: ListCall<T>): AsyncGenerator<T[], boolean> {
  const { path, size, pages, schema } = list;
  let bookmark = '';
  for (let page = 0; page < pages; page++) {
    const query = { page_size: String(size), ...(bookmark && { bookmark }) };
    const { data } = await api(io, { method: 'GET', path, query, schema, list: true });
    yield data.items;
    bookmark = data.bookmark ?? '';
    if (bookmark === '') return true;
  }
  return false;
}
