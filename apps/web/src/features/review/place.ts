/** Where something stood in a queue that it may have left since. */
export interface Place {
  id: string;
  at: number;
}

/**
 * What comes before and after something in a queue. When it left the queue, what followed it still follows; after the
 * last one comes what is left.
 * @param last where it was last seen
 */
export function around<Item extends { id: string }>(
  queue: readonly Item[],
  id: string | undefined,
  last: Place | null,
): { index: number; previous: Item | null; next: Item | null } {
  const index = queue.findIndex((item) => item.id === id);
  const at = index >= 0 ? index : last?.id === id ? (last?.at ?? 0) : 0;
  const follows = index >= 0 ? index + 1 : at;
  return {
    index,
    previous: queue[at - 1] ?? null,
    next: queue[follows] ?? (index >= 0 ? null : (queue[0] ?? null)),
  };
}
