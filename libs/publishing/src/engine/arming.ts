import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { traced } from '#lib/kernel';
import { PlatformError, type PlatformErrorDetail, type Step } from '#lib/platforms';
import { type JournalLine, settle } from '../rules/settlement.js';
import { failpoint } from './failpoint.js';
import { StepIos } from './step-io.js';
import { Store } from './store.js';
import { doneSteps, type Work } from './work.js';

/** Processing that takes longer than this is a failure, ms. */
const PROCESSING_LIMIT_MS = 30 * 60_000;

/** Thrown when the fence has moved on: another worker, or a person's decision, has taken over. Nothing to write. */
export class LostLease extends Error {}

/** Any failure as the closed set knows it; what is not a network's is ours, and proves nothing. */
export const detailOf = (error: unknown): PlatformErrorDetail =>
  error instanceof PlatformError
    ? error.detail
    : {
        class: 'unknown',
        code: 'internal',
        message: error instanceof Error ? error.message : String(error),
        refused: false,
      };

/** Runs steps that can be repeated at will; the output of each is kept before the next one starts. */
@Injectable()
export class Stepper {
  constructor(
    private readonly ios: StepIos,
    private readonly store: Store,
  ) {}

  /**
   * Runs the steps that are not done yet, and writes down what each brought; but not the last one, which goes with what is
   * written next: at a full hour every statement counts.
   * @returns lines of the journal that are still to be written, with `work.progress`
   * @throws PlatformError from a step, LostLease when the publication is not ours any more
   */
  async run(
    work: Work,
    steps: readonly Step[],
    stage: 'arming' | 'confirming',
    signal: AbortSignal,
  ): Promise<JournalLine[]> {
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
  ): Promise<JournalLine[]> {
    let waited = 0;
    const left = steps.filter((step) => !doneSteps(work).includes(step.name));
    for (const step of left) {
      for (;;) {
        signal.throwIfAborted();
        await failpoint(waited === 0 ? 'before_step' : 'before_poll', work.id);
        const result = await step.run(this.ios.io(work, signal));
        const over = result.state === 'done';
        work.progress = {
          ...work.progress,
          ...(result.output === undefined ? {} : { [step.name]: result.output }),
          ...(over ? { $done: [...doneSteps(work), step.name] } : {}),
        };
        const journal = over ? [{ kind: 'step', detail: { step: step.name } }] : [];
        const last = over && step === left.at(-1);
        if (!last) {
          const kept = settle(work, { stage, keep: true, progress: work.progress, journal });
          if (!(await this.store.settle(work, kept))) throw new LostLease();
        }
        await failpoint(waited === 0 ? 'after_step' : 'after_poll', work.id);
        if (last) return journal;
        if (over) break;
        waited += result.afterMs;
        if (waited > PROCESSING_LIMIT_MS) {
          throw new PlatformError({
            // Before the visible step nothing is out; after it, silence is no refusal.
            ...(stage === 'arming'
              ? { class: 'permanent', refused: true, hint: 'media_processing_failed' }
              : { class: 'unknown', refused: false, hint: 'may_be_live' }),
            code: 'processing_timeout',
            message: 'The network never finished processing',
          });
        }
        await sleep(result.afterMs, undefined, { signal });
      }
    }
    return [];
  }
}
