import { Inject, Injectable } from '@nestjs/common';
import { failpoint, traced } from '#lib/kernel';
import { type Json, PlatformError, type Step, type StepResult } from '#lib/platforms';
import { LEAST_PAUSE_MS } from '../../rules/backoff.js';
import { type JournalLine, settle } from '../../rules/settlement.js';
import { waitingSince, WAITING } from '../../rules/waiting.js';
import { doneSteps, PublicationStore, WakeTimers, type Work } from '../claim/index.js';
import { StepIoFactory } from '../platform/index.js';

/** Processing that takes longer than this is a failure, ms. */
const PROCESSING_LIMIT_MS = 30 * 60_000;

/** Runs steps that may be repeated. The output of each is written before the next one starts. */
@Injectable()
export class StepRunner {
  constructor(
    private readonly stepIo: StepIoFactory,
    private readonly publications: PublicationStore,
    @Inject(WakeTimers) private readonly wakeTimers: Pick<WakeTimers, 'after'>,
  ) {}

  /**
   * Runs the steps that are not done yet and writes the output of each, except the last: it is written with the next
   * settlement, because statements are what a full minute is short of. When a step must wait for its network, the
   * publication is given up; its row says when any worker looks again.
   * @returns lines of the journal that are still to be written, with `work.progress`; null when it waits and is not
   * held any more
   * @throws PlatformError from a step, LostLease when this worker does not hold the publication any more
   */
  async run(
    work: Work,
    steps: readonly Step[],
    stage: 'arming' | 'confirming',
    signal: AbortSignal,
  ): Promise<JournalLine[] | null> {
    return traced(
      `publication.${stage}`,
      { 'lineup.publication': work.id, 'lineup.platform': work.platform, 'lineup.steps': steps.length },
      () => this.#run(work, steps, stage, signal),
    );
  }

  async #run(
    work: Work,
    steps: readonly Step[],
    stage: 'arming' | 'confirming',
    signal: AbortSignal,
  ): Promise<JournalLine[] | null> {
    const left = steps.filter((step) => !doneSteps(work).includes(step.name));
    for (const step of left) {
      for (;;) {
        signal.throwIfAborted();
        const since = waitingSince(work, step.name);
        await failpoint(since === null ? 'before_step' : 'before_poll', work.id);
        const { [WAITING]: _, ...before } = work.progress;
        // An error ends the wait, so the next attempt gets the whole time limit again.
        work.progress = before;
        const result = await step.run(this.stepIo.io(work, signal));
        const over = result.state === 'done';
        work.progress = {
          ...work.progress,
          ...(result.output === undefined ? {} : { [step.name]: result.output }),
          ...(over ? { $done: [...doneSteps(work), step.name] } : {}),
        };
        const journal = over ? [{ kind: 'step', detail: { step: step.name, stepKind: step.kind } }] : [];
        const last = over && step === left.at(-1);
        const afterMs = over ? 0 : pauseOf(result, before[step.name]);
        if (afterMs > 0) {
          await this.#wait(work, step, stage, since, afterMs);
          return null;
        }
        if (!last) {
          const kept = settle(work, { stage, keep: true, progress: work.progress, journal });
          await this.publications.keep(work, kept);
        }
        await failpoint(since === null ? 'after_step' : 'after_poll', work.id);
        if (last) return journal;
        if (over) break;
      }
    }
    return [];
  }

  /** @throws PlatformError when it has waited too long */
  async #wait(
    work: Work,
    step: Step,
    stage: 'arming' | 'confirming',
    began: number | null,
    afterMs: number,
  ): Promise<void> {
    // The database's time at the claim: the wait is measured on one clock, whichever worker looks.
    const now = work.dueAt - work.dueInMs;
    const since = began ?? now;
    if (now - since + afterMs > PROCESSING_LIMIT_MS) throw tooLong(stage);
    work.progress = { ...work.progress, [WAITING]: { step: step.name, since } };
    const waits = settle(work, { stage, wakeInMs: afterMs, progress: work.progress, journal: [] });
    await this.publications.keep(work, waits);
    this.wakeTimers.after(work, afterMs);
    await failpoint(began === null ? 'after_step' : 'after_poll', work.id);
  }
}

/** The pause before a step is asked again. One that makes no progress is slowed down, whatever pause it asks for. */
function pauseOf({ afterMs, output }: StepResult & { state: 'wait' }, before: Json | undefined): number {
  const still = output === undefined || JSON.stringify(output) === JSON.stringify(before);
  const leastMs = still ? LEAST_PAUSE_MS : 0;
  return Number.isFinite(afterMs) ? Math.max(afterMs, leastMs) : LEAST_PAUSE_MS;
}

const tooLong = (stage: 'arming' | 'confirming'): PlatformError =>
  new PlatformError({
    // Before the visible step nothing is out; after it, no answer is not a refusal.
    ...(stage === 'arming'
      ? { class: 'permanent', refused: true, hint: 'media_processing_failed' }
      : { class: 'unknown', refused: false, hint: 'may_be_live' }),
    cause: 'processing',
    code: 'processing_timeout',
    message: 'The network never finished processing',
  });
