import { Clock } from '#lib/kernel';

/** The demonstration's time of an act. */
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
