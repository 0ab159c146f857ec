import { useState } from 'react';

/**
 * Ties buttons to what was on screen when they were drawn. When it becomes something else by itself, they are not for
 * pressing until the person has looked.
 * @param print says what they act on and in which situation; equal as long as they mean the same
 */
export function useBound(print: string): { changed: boolean; look: () => void } {
  const [seen, setSeen] = useState(print);
  return { changed: print !== seen, look: () => setSeen(print) };
}
