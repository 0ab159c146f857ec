interface Page {
  items: { id: string }[];
  /** Total number; null when it was not counted. */
  total: number | null;
}

/** The page without a post that has just got its date. */
export const withoutPost = <P extends Page>(page: P, id: string): P => ({
  ...page,
  items: page.items.filter((item) => item.id !== id),
  total: page.total === null ? null : page.total - 1,
});
