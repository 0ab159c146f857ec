/** Last known position in a queue, for an item that may have left it. */
export interface Place {
  id: string;
  at: number;
}

/**
 * The neighbours of an item in a queue. After it left the queue, its followers still come next; after the last one,
 * the remaining items.
 * @param last its last known position
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
