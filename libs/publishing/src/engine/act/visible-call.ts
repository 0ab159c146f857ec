import { Injectable } from '@nestjs/common';
import { Clock, failpoint } from '#lib/kernel';
import type { Step } from '#lib/platforms';
import { afterRefusal, afterUnknown } from '../../rules/after-failure.js';
import { settle, type Settlement } from '../../rules/settlement.js';
import { PublishingMetrics } from '../follow/index.js';
import { doneSteps, LeaseCheck, Timers, type Work } from '../claim/index.js';
import { detailOf, StepIoFactory } from '../platform/index.js';
import type { FirePermit } from './last-look.js';

/** Makes the one call that followers see. */
@Injectable()
export class VisibleCall {
  /** Called with how long the network of a channel took to answer, ms. */
  onAnswer: (channelId: string, tookMs: number) => void = () => undefined;

  constructor(
    private readonly stepIo: StepIoFactory,
    private readonly lease: LeaseCheck,
    private readonly timers: Timers,
    private readonly metrics: PublishingMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the call at the granted instant. @returns the settlement for the answer, or for its absence; never fails
   */
  async make(work: Work, step: Step, { asked, instant, io }: FirePermit): Promise<Settlement> {
    this.metrics.fired();
    let settlement: Settlement;
    let sentAt = this.clock.monotonicMs();
    try {
      await this.timers.until(instant);
      sentAt = this.clock.monotonicMs();
      await this.lease.confirm(work, asked);
      const result = await this.stepIo.fire(work, step, io);
      if (result.state === 'wait') throw new Error(`The visible step ${step.name} may not wait`);
      await failpoint('after_answer', work.id);
      settlement = this.#accepted(work, step, result.output);
    } catch (error) {
      const detail = detailOf(error);
      // A duplicate may be our own earlier attempt, and anything unproven may be live: both are read back, not
      // repeated.
      settlement =
        detail.refused && detail.class !== 'duplicate'
          ? afterRefusal(work, detail, Math.random(), true)
          : afterUnknown(work, detail, this.stepIo.visibilityMs(work));
    }
    this.onAnswer(work.channelId, this.clock.monotonicMs() - sentAt);
    return settlement;
  }

  /** The network accepted the post. From here on nothing may repeat or fail the publication. */
  #accepted(work: Work, step: Step, output: Settlement['progress'][string]): Settlement {
    work.progress = { ...work.progress, [step.name]: output, $done: [...doneSteps(work), step.name] };
    const remote = this.stepIo.remotePost(work);
    return settle(work, {
      state: 'publishing',
      stage: 'confirming',
      keep: true,
      accepted: true,
      intent: null,
      progress: work.progress,
      ...remote,
      journal: [{ kind: 'accepted', detail: { remoteId: remote.remoteId } }],
    });
  }
}
