import { backoff, type Timers } from './timers';

/** Pause in typing after which text is saved, ms. */
const PAUSE_MS = 700;

/** Timing of requests: after a pause in typing, and with backoff after failures. */
export class Rhythm {
  private attempts = 0;
  private callOffPause = (): void => undefined;
  private callOffRetry = (): void => undefined;

  constructor(private readonly timers: Timers) {}

  afterPause(run: () => void): void {
    this.callOffPause();
    this.callOffPause = this.timers.later(PAUSE_MS, run);
  }

  /** @returns when it will run, ms since 1970 */
  tryAgain(run: () => void): number {
    const wait = backoff(this.attempts++, this.timers.random());
    this.callOffRetry();
    this.callOffRetry = this.timers.later(wait, run);
    return this.timers.now() + wait;
  }

  /** A request has started: no other attempt is needed. */
  begun(): void {
    this.callOffRetry();
  }

  succeeded(): void {
    this.attempts = 0;
  }

  stop(): void {
    this.callOffPause();
    this.callOffRetry();
  }
}
