import { Injectable } from '@nestjs/common';
import { failpoint } from '#lib/kernel';
import type { Step, StepIo } from '#lib/platforms';
import { settle, untilDeadline } from '../../rules/settlement.js';
import { Outcomes } from '../follow/index.js';
import { HeldLeases, type ClockReading, LeaseCheck, PublicationStore, type Work } from '../claim/index.js';
import { QuotaPlaces, StepIoFactory } from '../platform/index.js';

/** Pause after a refused last look, before it is tried again from the start, ms. */
const LOOK_AGAIN_MS = 1000;

/** Permission to make the visible call, on this process's monotonic clock (ms). */
export interface FirePermit {
  asked: ClockReading;
  /** The call must not be made earlier. */
  instant: number;
  /** Prepared before the due instant. */
  io: StepIo;
}

/** The last look before the visible call, and the written intent that the call is about to be made. */
@Injectable()
export class LastLook {
  constructor(
    private readonly publications: PublicationStore,
    private readonly stepIo: StepIoFactory,
    private readonly lease: LeaseCheck,
    private readonly quotaPlaces: QuotaPlaces,
    private readonly heldLeases: HeldLeases,
    private readonly outcomes: Outcomes,
  ) {}

  /**
   * @returns `busy` when only the channel's lane, or a millisecond, is in the way, and it should be asked again at
   * once; null
   * when the publication does not go now, which is already written
   */
  async ask(work: Work, step: Step, signal: AbortSignal): Promise<FirePermit | 'busy' | null> {
    const intent = {
      step: step.name,
      fence: work.fence,
      fingerprint: this.stepIo.fingerprint(work, step.name),
    };
    await failpoint('before_check', work.id);
    const asked = this.lease.now();
    const instant = await this.publications.fire({ work, intent, quotas: this.quotaPlaces.quotasOf(work) });
    if (instant === null) return this.#refused(work);
    await failpoint('after_intent', work.id);
    work.state = 'publishing';
    work.stage = 'firing';
    work.attempts += 1;
    work.intent = { ...intent, at: '' };
    return { asked, instant, io: this.stepIo.io(work, signal) };
  }

  async #refused(work: Work): Promise<'busy' | null> {
    // Still held: only the lane, or a millisecond, was in the way. Else another decision came first.
    const ours = await this.publications.renew([work]);
    if (!ours.has(work.id)) {
      this.heldLeases.drop(work);
      return null;
    }
    const freeInMs = await this.publications.laneFreeIn(work);
    if (freeInMs !== null && freeInMs < LOOK_AGAIN_MS) return 'busy';
    const wakeInMs = untilDeadline(work, Math.max(LOOK_AGAIN_MS, freeInMs ?? 0));
    await this.outcomes.conclude(work, settle(work, { stage: 'waiting', wakeInMs, journal: [] }));
    return null;
  }
}
