import { Injectable } from '@nestjs/common';
import { afterUnconfirmed } from '../../rules/after-confirming.js';
import { settle } from '../../rules/settlement.js';
import { Outcomes } from '../follow/index.js';
import type { Work } from '../hold/index.js';
import { StepIos } from '../reach/index.js';
import { FirstComments } from './first-comments.js';
import { Steps } from './steps.js';

/** Waits until the post that a network accepted is out, and reads its address. Sends nothing. */
@Injectable()
export class Confirm {
  constructor(
    private readonly steps: Steps,
    private readonly ios: StepIos,
    private readonly comments: FirstComments,
    private readonly outcomes: Outcomes,
  ) {}

  /** @throws LostLease when this worker does not hold the publication any more */
  async run(work: Work, signal: AbortSignal): Promise<void> {
    const unwritten = await this.steps.through(work, 'confirm', signal, (detail) => {
      const settlement = afterUnconfirmed(work, detail, Math.random());
      return settlement.state === 'published'
        ? { ...settlement, ...this.comments.owed(work, work.remoteId) }
        : settlement;
    });
    if (!unwritten) return;
    const remote = this.ios.remotePost(work);
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
