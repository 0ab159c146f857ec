import { Injectable } from '@nestjs/common';
import { Timers } from './timers.js';
import type { Work } from './work.js';

/** A publication with its channel and network, whose shares of the worker it uses. */
export type PublicationToWake = Pick<Work, 'organisationId' | 'id' | 'channelId' | 'platform'>;

/** Shorter waits get a timer of this process; longer ones are left to the sweep, ms. */
const NEAR_MS = 5_000;
/** Added to each timer, ms: the database's clock decides, and must not be asked too early. */
const AFTER_MS = 5;

/**
 * Looks again at publications that wait for their network, when their time has come. Only saves latency: the time is
 * in the row, and any worker's sweep finds it.
 */
@Injectable()
export class WakeTimers {
  #wake: (publication: PublicationToWake) => void = () => undefined;

  constructor(private readonly timers: Timers) {}

  onWake(wake: (publication: PublicationToWake) => void): void {
    this.#wake = wake;
  }

  after(work: PublicationToWake, ms: number): void {
    if (ms <= NEAR_MS) this.timers.after(ms + AFTER_MS, () => this.#wake(work));
  }
}
