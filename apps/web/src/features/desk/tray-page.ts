interface Page {
  items: { id: string }[];
  /** How many there are beyond the page; null when nobody counted. */
  total: number | null;
}

/** The posts without a date, as they are once one of them has got its date. */
export const withoutPost = <P extends Page>(page: P, id: string): P => ({
  ...page,
  items: page.items.filter((item) => item.id !== id),
  total: page.total === null ? null : page.total - 1,
});
