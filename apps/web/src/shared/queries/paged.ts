/** Options of a list that is read page by page, by the server's cursors. */
export const paged = {
  initialPageParam: '',
  getNextPageParam: (last: { nextCursor: string | null }): string | null => last.nextCursor,
};

/** Query parameter for the page's start; empty for the first page. */
export const after = (cursor: string): { cursor?: string } => (cursor ? { cursor } : {});

/** The entries of an answer with one page only. */
export const items = <T>(page: { items: T[] }): T[] => page.items;
