import { writeSync } from 'node:fs';

/**
 * Points at which a rehearsal may stop a publication, or work beside it: before and after everything that outlives
 * the worker. Refreshes use the id of their channel.
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
/** Name of a failpoint in settings and on standard error. */
export type Failpoint = (typeof FAILPOINTS)[number];

/** Armed failpoints as `point@id`. */
let wanted = new Set<string>();
let release: () => void = () => undefined;
let released: Promise<void> = Promise.resolve();

/**
 * Arms the failpoints of a rehearsal; the configuration refuses them in production. A publication at its point
 * prints `held point@id` on standard error and waits until SIGUSR2, while the rehearsal kills the process, stops the
 * database or empties the queue.
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

/** Waits here when this failpoint is armed for this publication, or channel; else costs a look into an empty set. */
export async function failpoint(name: Failpoint, id: string): Promise<void> {
  if (!wanted.delete(`${name}@${id}`)) return;
  writeSync(2, `held ${name}@${id}\n`);
  await released;
}
