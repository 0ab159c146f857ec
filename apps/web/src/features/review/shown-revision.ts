import type { RevisionDetail } from '../../shared/api/types';

type Revision = Pick<RevisionDetail, 'id' | 'state'>;

/**
 * Which version a reviewer sees. The one they chose stays, whatever arrives; before they chose any it is the one under
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
    /** Under review by now, and not yet looked at. */
    newer: pending && pending.id !== shown?.id ? pending : null,
  };
}
