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

interface Rehearsal {
  point: string;
  name: string;
  /** Publications that must all have reached the point; empty when any one will do. */
  awaited: Set<string>;
}

/** A publication of the group may have taken another way: the others do not wait for it longer than this, ms. */
const PATIENCE_MS = 2000;

let rehearsals: Rehearsal[] = [];

/**
 * Sets the points of a rehearsal; the configuration refuses them in production.
 * @param points comma-separated: `name` for the first publication that comes by, or `name@id+id+…` to stop each of
 *        these there and kill the worker when the last one has come, or soon after the first
 */
export function armFailpoints(points: string | undefined): void {
  rehearsals = (points ?? '')
    .split(',')
    .filter(Boolean)
    .map((point) => {
      const [name = '', ids] = point.split('@');
      return { point, name, awaited: new Set(ids?.split('+')) };
    });
}

/** Ends the process as a power cut would, when this point is rehearsed for this publication. */
export async function failpoint(name: Failpoint, publicationId: string): Promise<void> {
  const rehearsal = rehearsals.find(
    (r) => r.name === name && (r.awaited.size === 0 || r.awaited.has(publicationId)),
  );
  if (!rehearsal) return;
  rehearsal.awaited.delete(publicationId);
  if (rehearsal.awaited.size === 0) die(rehearsal);
  setTimeout(() => die(rehearsal), PATIENCE_MS);
  await new Promise<never>(() => undefined);
}

function die({ point }: Rehearsal): never {
  // Whoever rehearses must know which one it was, so that the next worker gets past it.
  writeSync(2, `failpoint ${point}\n`);
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}
