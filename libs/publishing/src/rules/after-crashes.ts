import { settle, type Settlement, type PublicationStatus } from './settlement.js';

/** Claims in a row without any settlement, after which a person is asked. */
export const MAX_CLAIMS = 8;

/**
 * Stops a publication that crashes its workers, or whose settlements cannot be written: claims are counted before
 * the work. Null while it may be tried. One that may be out needs a person's look; one that is only prepared has
 * failed.
 */
export function afterCrashes(now: PublicationStatus & { claims: number; doubt: unknown }): Settlement | null {
  if (now.claims <= MAX_CLAIMS) return null;
  const lastError = {
    class: 'unknown',
    cause: 'interrupted',
    code: 'interrupted',
    message: '',
    hint: 'interrupted',
  } as const;
  const journal = (kind: string) => [{ kind, detail: { ...lastError, claims: now.claims } }];
  if (now.stage === 'commenting') {
    return settle(now, {
      stage: 'done',
      firstComment: 'failed',
      lastError,
      journal: journal('comment_failed'),
    });
  }
  if (now.state === 'pending' && !now.doubt) {
    return settle(now, { state: 'failed', stage: 'done', lastError, journal: journal('failed') });
  }
  return settle(now, {
    state: 'needs_attention',
    stage: 'done',
    lastError,
    journal: journal('needs_attention'),
  });
}
