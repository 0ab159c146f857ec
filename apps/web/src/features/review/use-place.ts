import { useState } from 'react';
import type { PostSummary } from '../../shared/api/types';

/**
 * Where the post that is read stands in the queue, and what comes before and after. When it left the queue, what
 * followed it still follows.
 */
export function usePlace(queue: readonly PostSummary[] | undefined, id: string | undefined) {
  const [last, setLast] = useState<{ id: string; at: number } | null>(null);
  const index = queue?.findIndex((post) => post.id === id) ?? -1;
  if (id && index >= 0 && (last?.id !== id || last.at !== index)) setLast({ id, at: index });
  const at = index >= 0 ? index : last?.id === id ? (last?.at ?? 0) : 0;
  const follows = index >= 0 ? index + 1 : at;
  return {
    previous: queue?.[at - 1] ?? null,
    // The last one leads back to what is left.
    next: queue?.[follows] ?? (index >= 0 ? null : (queue?.[0] ?? null)),
  };
}
