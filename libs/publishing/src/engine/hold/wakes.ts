import { Injectable } from '@nestjs/common';
import { Timers } from './timers.js';
import type { Work } from './work.js';

/** A publication with its channel and network, whose shares of the worker it uses. */
export type Woken = Pick<Work, 'organisationId' | 'id' | 'channelId' | 'platform'>;

/** Shorter waits get a timer of this process; longer ones are left to the sweep, ms. */
const NEAR_MS = 5_000;
/** Added to each timer, ms: the database's clock decides, and must not be asked too early. */
const AFTER_MS = 5;

/**
 * Looks again at publications that wait for their network, when their time has come. Only saves latency: the time is
 * in the row, and any worker's sweep finds it.
 */
@Injectable()
export class Wakes {
  #wake: (woken: Woken) => void = () => undefined;

  constructor(private readonly timers: Timers) {}

  onWake(wake: (woken: Woken) => void): void {
    this.#wake = wake;
  }

  after(work: Woken, ms: number): void {
    if (ms <= NEAR_MS) this.timers.after(ms + AFTER_MS, () => this.#wake(work));
  }
}
