import { Injectable } from '@nestjs/common';
import type { PlatformErrorDetail } from '#lib/platforms';
import type { JournalLine, Settlement } from '../../rules/settlement.js';
import { Outcomes } from '../follow/index.js';
import { HeldLeases, LostLease, type Work } from '../claim/index.js';
import { detailOf, StepIoFactory } from '../platform/index.js';
import { RunsInProgress } from './runs-in-progress.js';
import { StepRunner } from './step-runner.js';

/** The stage of a publication during each phase. */
const STAGE_OF = { arm: 'arming', confirm: 'confirming' } as const;

/** Runs the steps before, or after, the visible one, and writes a failure if there is one. */
@Injectable()
export class PhaseRunner {
  constructor(
    private readonly stepIo: StepIoFactory,
    private readonly stepRunner: StepRunner,
    private readonly outcomes: Outcomes,
    private readonly heldLeases: HeldLeases,
    private readonly runs: RunsInProgress,
  ) {}

  /**
   * @param failed gives the settlement after a failure
   * @returns lines of the journal that are still to be written, with `work.progress`; null when it waits for its
   * network,
   * failed or was given back, which is already written
   * @throws LostLease when this worker does not hold the publication any more
   */
  async run(
    work: Work,
    phase: 'arm' | 'confirm',
    signal: AbortSignal,
    failed: (detail: PlatformErrorDetail) => Settlement,
  ): Promise<JournalLine[] | null> {
    const steps = this.stepIo.plan(work).filter((step) => step.phase === phase);
    const until = AbortSignal.any([signal, this.runs.stopping]);
    try {
      const unwritten = await this.stepRunner.run(work, steps, STAGE_OF[phase], until);
      if (!unwritten) this.heldLeases.drop(work);
      return unwritten;
    } catch (error) {
      if (error instanceof LostLease || signal.aborted) throw error;
      if (this.runs.stopping.aborted) await this.outcomes.handBack(work);
      else await this.outcomes.conclude(work, failed(detailOf(error)));
      return null;
    }
  }
}
