import { writeSync } from 'node:fs';

/**
 * Where a rehearsal may stop a publication, or what goes on beside it: before and after everything that outlives the
 * worker. Refreshes go by the id of their channel.
 */
export const FAILPOINTS = [
  'before_claim',
  'after_claim',
  'before_step',
  'after_step',
  'before_poll',
  'after_poll',
  'after_armed',
  'before_check',
  'after_intent',
  'before_request',
  'after_request',
  'after_answer',
  'before_outcome',
  'after_outcome',
  'before_comment',
  'after_comment',
  'before_refresh',
  'after_refresh',
  'before_notification',
  'after_notification',
] as const;
/** Name of one of them, as settings and standard error spell it. */
export type Failpoint = (typeof FAILPOINTS)[number];

/** What stops at a point, by `point@id`. */
let wanted = new Set<string>();
let release: () => void = () => undefined;
let released: Promise<void> = Promise.resolve();

/**
 * Sets the points of a rehearsal; the configuration refuses them in production. A publication that comes to its point
 * says so on standard error (`held point@id`) and waits there until SIGUSR2, while whoever rehearses kills the process,
 * stops the database, empties the queue.
 * @param points `point@id+id+…`, comma-separated
 */
export function armFailpoints(points: string | undefined): void {
  wanted = new Set(
    (points ?? '')
      .split(',')
      .filter(Boolean)
      .flatMap((point) => {
        const [name = '', ids = ''] = point.split('@');
        return ids.split('+').map((id) => `${name}@${id}`);
      }),
  );
  if (wanted.size === 0) return;
  released = new Promise((resolve) => (release = resolve));
  process.once('SIGUSR2', () => {
    wanted.clear();
    release();
  });
}

/** Waits here when this point is rehearsed for this publication, or channel; costs a look into an empty set otherwise. */
export async function failpoint(name: Failpoint, id: string): Promise<void> {
  if (!wanted.delete(`${name}@${id}`)) return;
  writeSync(2, `held ${name}@${id}\n`);
  await released;
}
