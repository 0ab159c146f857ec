import { Injectable } from '@nestjs/common';
import type { Step } from '#lib/platforms';
import { GRANT_AHEAD_MS } from '../../rules/lead.js';
import type { Settlement } from '../../rules/settlement.js';
import { Outcomes } from '../follow/index.js';
import { Timers, type Work } from '../claim/index.js';
import { StepIoFactory } from '../platform/index.js';
import { Confirm } from './confirm.js';
import { Lanes } from './lanes.js';
import { type FirePermit, LastLook } from './last-look.js';
import { RunsInProgress } from './runs-in-progress.js';
import { VisibleCall } from './visible-call.js';
import { ConnectionWarmer } from './connection-warmer.js';

/**
 * Pause before a lane that is busy in another process is asked again, ms; longer once it has been busy for a second.
 */
const LANE_RETRY_MS = 40;
const LANE_PATIENCE = 25;
const LANE_SLOW_RETRY_MS = 500;

/**
 * Fires a publication at its due instant, on a timer and in its channel's lane: the last look, the visible call, and
 * the settlement.
 */
@Injectable()
export class Fire {
  readonly #lanes = new Lanes();

  constructor(
    private readonly stepIo: StepIoFactory,
    private readonly lastLook: LastLook,
    private readonly call: VisibleCall,
    private readonly confirm: Confirm,
    private readonly outcomes: Outcomes,
    private readonly connectionWarmer: ConnectionWarmer,
    private readonly timers: Timers,
    private readonly runs: RunsInProgress,
  ) {}

  /**
   * Starts the timer of an armed publication.
   * @param placeAt when its network has a quota place for it, on the monotonic clock (ms), if that is after the due
   * instant
   */
  ready(work: Work, signal: AbortSignal, placeAt: number): void {
    const step = this.stepIo.plan(work).find(({ phase }) => phase === 'fire');
    if (!step) throw new Error(`The plan of ${work.platform} has no visible step`);
    this.connectionWarmer.expect(work, work.dueAtMonotonic);
    const askAt = Math.max(work.dueAtMonotonic - GRANT_AHEAD_MS, placeAt);
    this.timers.at(askAt, () => this.#pass(work, step, signal));
  }

  #pass(work: Work, step: Step, signal: AbortSignal, tries = 0): void {
    const passed = this.#lanes.run(
      work.channelId,
      work,
      () => this.#grant(work, step, signal, tries),
      (grant) => this.#send(work, step, signal, grant),
    );
    this.runs.track(work, passed);
  }

  /** Null when the due instant has not come, the lane is busy, or a person decided otherwise. */
  async #grant(work: Work, step: Step, signal: AbortSignal, tries: number): Promise<FirePermit | null> {
    if (signal.aborted || this.runs.stopping.aborted) return null;
    const look = await this.lastLook.ask(work, step, signal);
    if (look !== 'busy') return look;
    if (this.runs.stopping.aborted) return null;
    const retryMs = tries < LANE_PATIENCE ? LANE_RETRY_MS : LANE_SLOW_RETRY_MS;
    this.timers.after(retryMs, () => this.#pass(work, step, signal, tries + 1));
    return null;
  }

  /** The lane is free once the call is answered; the settlement is written meanwhile. */
  async #send(work: Work, step: Step, signal: AbortSignal, grant: FirePermit): Promise<void> {
    const settlement = await this.call.make(work, step, grant);
    this.runs.track(work, this.#follow(work, settlement, signal));
  }

  async #follow(work: Work, settlement: Settlement, signal: AbortSignal): Promise<void> {
    await this.outcomes.conclude(work, settlement);
    if (settlement.stage === 'confirming') await this.confirm.run(work, signal);
  }
}
