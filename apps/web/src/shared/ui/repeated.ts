/**
 * Ids of notices, the oldest first, that a later one repeats word for word. One with more than a sentence has its
 * own id.
 */
export function repeated(shown: readonly { id?: string; message: unknown }[]): string[] {
  const latest = new Map<unknown, string>();
  const ids: string[] = [];
  for (const { id, message } of shown) {
    if (id === undefined || typeof message !== 'string') continue;
    const before = latest.get(message);
    if (before !== undefined) ids.push(before);
    latest.set(message, id);
  }
  return ids;
}
