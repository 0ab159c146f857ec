import { Injectable } from '@nestjs/common';
import { afterUnconfirmed } from '../../rules/after-confirming.js';
import { settle } from '../../rules/settlement.js';
import { Outcomes } from '../follow/index.js';
import type { Work } from '../claim/index.js';
import { StepIoFactory } from '../platform/index.js';
import { FirstComments } from './first-comments.js';
import { PhaseRunner } from './phase-runner.js';

/** Waits until the post that a network accepted is out, and reads its address. Sends nothing. */
@Injectable()
export class Confirm {
  constructor(
    private readonly phases: PhaseRunner,
    private readonly stepIo: StepIoFactory,
    private readonly comments: FirstComments,
    private readonly outcomes: Outcomes,
  ) {}

  /** @throws LostLease when this worker does not hold the publication any more */
  async run(work: Work, signal: AbortSignal): Promise<void> {
    const unwritten = await this.phases.run(work, 'confirm', signal, (detail) => {
      const settlement = afterUnconfirmed(work, detail, Math.random());
      return settlement.state === 'published'
        ? { ...settlement, ...this.comments.owed(work, work.remoteId) }
        : settlement;
    });
    if (!unwritten) return;
    const remote = this.stepIo.remotePost(work);
    await this.outcomes.conclude(
      work,
      settle(work, {
        state: 'published',
        ...this.comments.owed(work, remote.remoteId),
        ...remote,
        journal: [...unwritten, { kind: 'published', detail: { ...remote } }],
      }),
    );
  }
}
