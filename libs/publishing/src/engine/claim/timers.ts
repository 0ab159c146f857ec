import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '#lib/kernel';

/** Longest delay of a Node timer, ms. */
const MAX_DELAY_MS = 2_147_000_000;

/** Runs callbacks at an instant of the monotonic clock: never early, and late by no more than the event loop. */
@Injectable()
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();

  constructor(private readonly clock: Clock) {}

  /** @param atMs on the monotonic clock; a past instant runs at once */
  at(atMs: number, run: () => void): void {
    const left = atMs - this.clock.monotonicMs();
    if (left <= 0) {
      run();
      return;
    }
    const timer = setTimeout(
      () => {
        this.#pending.delete(timer);
        // Node rounds delays to whole milliseconds and may fire just before the instant.
        this.at(atMs, run);
      },
      Math.min(Math.ceil(left), MAX_DELAY_MS),
    );
    this.#pending.add(timer);
  }

  after(ms: number, run: () => void): void {
    this.at(this.clock.monotonicMs() + ms, run);
  }

  /** Resolves at the instant, at once when it has passed; not cancelled by `clear`. */
  async until(atMs: number): Promise<void> {
    for (let left = atMs - this.clock.monotonicMs(); left > 0; left = atMs - this.clock.monotonicMs()) {
      await sleep(Math.ceil(left));
    }
  }

  clear(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}
