import { Clock } from '#lib/kernel';

/** The moment at which the demonstration says that people did something. */
export class PastClock extends Clock {
  constructor(private readonly moment: () => Date) {
    super();
  }

  override now(): Date {
    return this.moment();
  }

  override monotonicMs(): number {
    return this.moment().getTime();
  }
}
