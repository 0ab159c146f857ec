/** A list that is read a page at a time, as the server's cursors lead. */
export const paged = {
  initialPageParam: '',
  getNextPageParam: (last: { nextCursor: string | null }): string | null => last.nextCursor,
};

/** The part of a query that says where a page begins; the first one says nothing. */
export const after = (cursor: string): { cursor?: string } => (cursor ? { cursor } : {});

/** The entries of an answer that is one page only. */
export const items = <T>(page: { items: T[] }): T[] => page.items;
