import { backoff, type Timers } from './timers';

/** Waits for a pause in typing. */
const PAUSE_MS = 700;

/** When something is sent: after a pause in typing, and again after longer and longer waits. */
export class Rhythm {
  private attempts = 0;
  private callOffPause = (): void => undefined;
  private callOffRetry = (): void => undefined;

  constructor(private readonly timers: Timers) {}

  afterPause(run: () => void): void {
    this.callOffPause();
    this.callOffPause = this.timers.later(PAUSE_MS, run);
  }

  /** @returns when it will run */
  tryAgain(run: () => void): number {
    const wait = backoff(this.attempts++, this.timers.random());
    this.callOffRetry();
    this.callOffRetry = this.timers.later(wait, run);
    return this.timers.now() + wait;
  }

  /** It is under way: no other attempt is needed. */
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
