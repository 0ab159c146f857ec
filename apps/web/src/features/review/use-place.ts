import { useState } from 'react';
import type { PostSummary } from '../../shared/api/types';
import { around, type Place } from './place';

/** Position of the open post in the queue, with its neighbours. */
export function usePlace(queue: readonly PostSummary[] = [], id: string | undefined) {
  const [last, setLast] = useState<Place | null>(null);
  const { index, previous, next } = around(queue, id, last);
  if (id && index >= 0 && (last?.id !== id || last.at !== index)) setLast({ id, at: index });
  return { previous, next };
}
