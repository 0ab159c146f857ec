/** The list with one element moved by a place; at either end it stays. */
export function movedBy<T>(list: readonly T[], index: number, by: 1 | -1): T[] {
  const next = [...list];
  const [moved] = next.splice(index, 1);
  if (moved !== undefined) next.splice(Math.max(0, index + by), 0, moved);
  return next;
}
