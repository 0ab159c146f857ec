import type { PublicationStatus } from './settlement.js';

/** Key in the progress: which step a publication waits for, and since when. */
export const WAITING = '$waiting';

/** Since when it waits for its network to finish a step, UTC ms by the database's clock; null when it does not. */
export function waitingSince({ progress }: Pick<PublicationStatus, 'progress'>, step: string): number | null {
  const waiting = progress[WAITING];
  if (waiting === null || typeof waiting !== 'object' || Array.isArray(waiting)) return null;
  return waiting['step'] === step && typeof waiting['since'] === 'number' ? waiting['since'] : null;
}
