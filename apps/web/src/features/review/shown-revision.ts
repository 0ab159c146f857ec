import type { RevisionDetail } from '../../shared/api/types';

type Revision = Pick<RevisionDetail, 'id' | 'state'>;

/**
 * The revision that a reviewer sees: the one they chose, even after another arrived; before that, the one under
 * review, or the latest.
 */
export function shownOf<R extends Revision>(revisions: readonly R[] = [], chosen: string | null) {
  const pending = revisions.find(({ state }) => state === 'pending') ?? null;
  const first = pending ?? revisions[0] ?? null;
  const shown = revisions.find(({ id }) => id === chosen) ?? first;
  return {
    first,
    shown,
    pending,
    /** A revision under review that the person has not looked at. */
    newer: pending && pending.id !== shown?.id ? pending : null,
  };
}
