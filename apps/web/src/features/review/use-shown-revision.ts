import { useEffect, useState } from 'react';
import type { RevisionDetail } from '../../shared/api/types';
import { shownOf } from './shown-revision';

/** How long a second tap may be meant for what was there before, ms. */
const SETTLE_MS = 500;

/**
 * The revision on screen. A new one does not replace it: the person opens it, and until then nothing can be decided.
 */
export function useShownRevision(revisions: readonly RevisionDetail[] | undefined) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { first, shown, pending, newer } = shownOf(revisions, chosen);
  if (chosen === null && first) setChosen(first.id);
  return { shown, newer, look: () => pending && setChosen(pending.id) };
}

/** Whether something has been on screen long enough for a tap to be meant for it. */
export function useSettled(what: string | undefined): boolean {
  const [settled, setSettled] = useState<string | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(what), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [what]);
  return what !== undefined && settled === what;
}
