import { useState } from 'react';

/**
 * Binds buttons to what was on screen when they were drawn. When that changes by itself, they are disabled until the
 * person has looked.
 * @param print identifies what they act on, and in which situation
 */
export function useBound(print: string): { changed: boolean; look: () => void } {
  const [seen, setSeen] = useState(print);
  return { changed: print !== seen, look: () => setSeen(print) };
}
