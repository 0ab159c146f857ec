import { writeSync } from 'node:fs';

/** Where a rehearsal may kill the worker: around everything that outlives it. */
export const FAILPOINTS = [
  'after_claim',
  'after_arm_step',
  'after_armed',
  'after_intent',
  'after_answer',
  'after_outcome',
  'before_comment',
  'after_comment',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

let armed = new Set<string>();

/**
 * Sets the points of a rehearsal; the configuration refuses them in production.
 * @param points comma-separated `name` (any publication) or `name@publicationId`
 */
export const armFailpoints = (points: string | undefined): void => {
  armed = new Set(points?.split(',').filter(Boolean));
};

/** Ends the process as a power cut would, when this point is rehearsed for this publication. */
export function failpoint(name: Failpoint, publicationId: string): void {
  const hit = [name, `${name}@${publicationId}`].find((point) => armed.has(point));
  if (!hit) return;
  // Whoever rehearses must know which one it was, so that the next worker gets past it.
  writeSync(2, `failpoint ${hit}\n`);
  process.kill(process.pid, 'SIGKILL');
}
