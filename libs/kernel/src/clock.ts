/**
 * The only source of time in logic, injected so that tests control it. The database's clock, never this one, decides
 * what is *due*: a worker's clock only measures durations.
 */
export abstract class Clock {
  /** The current instant. */
  abstract now(): Date;
  /** Milliseconds on a clock that never goes back; only differences are meaningful. */
  abstract monotonicMs(): number;
}

/** The machine's own clock. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  monotonicMs(): number {
    return performance.now();
  }
}
