import type { Json, PlatformAdapter, StepIo, StepPhase } from '#lib/platforms';

export type Progress = Record<string, Json>;

/** Steps may wait this often before a plan is called endless. */
const MOST_RUNS = 400;

/**
 * Runs an adapter's steps in order as the engine would, without its clock, leases or journal: waits are really waited
 * for, outputs land in `progress`. Starts at `from`, stops before
 * `until`'s first step.
 * @throws whatever a step throws
 */
export async function runPlan(
  adapter: PlatformAdapter,
  io: Omit<StepIo, 'progress'>,
  {
    progress = {},
    from = 'arm',
    until,
  }: { progress?: Progress; from?: 'arm' | 'fire'; until?: StepPhase } = {},
): Promise<{ progress: Progress; waits: number }> {
  let waits = 0;
  for (const step of adapter.plan(io.content)) {
    if (step.phase === until) break;
    if (from === 'fire' && step.phase === 'arm') continue;
    for (let runs = 0; ; runs++) {
      if (runs > MOST_RUNS) throw new Error(`${step.name} never ends`);
      const result = await step.run({ ...io, progress });
      if (result.output !== undefined) progress[step.name] = result.output;
      if (result.state === 'done') break;
      waits++;
      await new Promise((done) => setTimeout(done, Math.min(result.afterMs, 500)));
    }
  }
  return { progress, waits };
}
