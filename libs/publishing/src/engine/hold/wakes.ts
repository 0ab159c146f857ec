import { Injectable } from '@nestjs/common';
import { Timers } from './timers.js';
import type { Work } from './work.js';

/** A publication by what decides whose share of the worker it takes. */
export type Woken = Pick<Work, 'organisationId' | 'id' | 'channelId' | 'platform'>;

/** Waits that are shorter are met to the millisecond; longer ones are left to the sweep, ms. */
const NEAR_MS = 5_000;
/** The database's clock decides whether it is time: not asked before it must say so, ms. */
const AFTER_MS = 5;

/**
 * Looks at what waits for its network when its time has come. Only a convenience: the time is in the row, and the sweep of
 * any worker finds it there.
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
