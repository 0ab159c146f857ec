/**
 * The only source of time in logic, injected so that tests own it. Note that what is *due* is decided by the
 * database's clock, never by this one: a worker's clock measures durations.
 */
export abstract class Clock {
  /** The current instant. */
  abstract now(): Date;
  /** Milliseconds on a clock that never goes back; only differences mean something. */
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
