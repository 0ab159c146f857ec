/** Where a rehearsal may kill the worker: before and after everything that outlives it. */
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

/** Which one is set; the configuration refuses it in production. */
let armed: string | null = null;
export const armFailpoint = (name: string | undefined): void => {
  armed = name ?? null;
};

/** Ends the process as a power cut would, when this point is the one that is rehearsed. */
export function failpoint(name: Failpoint): void {
  if (armed === name) process.kill(process.pid, 'SIGKILL');
}
