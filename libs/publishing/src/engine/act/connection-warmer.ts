import { Injectable } from '@nestjs/common';
import { type AccountPlace, PlatformClient } from '#lib/channels';
import { Timers } from '../claim/index.js';

/**
 * Connections are opened this long before they are needed, ms: late enough to be kept open, early enough to be
 * ready.
 */
const AHEAD_MS = 2500;
/** Due instants this close together share their connections, ms. */
const TOGETHER_MS = 1000;

/** Opens connections to a network ahead of the due instant, as many as publications are armed for it. */
@Injectable()
export class ConnectionWarmer {
  readonly #expected = new Map<string, number>();

  constructor(
    private readonly platforms: PlatformClient,
    private readonly timers: Timers,
  ) {}

  /**
   * Announces a request to a network, or to a server of it.
   * @param atMs on the monotonic clock
   */
  expect(place: AccountPlace, atMs: number): void {
    const { origin } = this.platforms.settings(place);
    const hour = Math.floor(atMs / TOGETHER_MS);
    const key = `${hour} ${origin}`;
    const expected = this.#expected.get(key);
    this.#expected.set(key, (expected ?? 0) + 1);
    if (expected !== undefined) return;
    this.timers.at(hour * TOGETHER_MS - AHEAD_MS, () => {
      const count = this.#expected.get(key) ?? 0;
      this.#expected.delete(key);
      void this.platforms.http(place).warm(origin, count);
    });
  }
}
