import { kindOf } from './failures';
import { Rhythm } from './rhythm';
import type { Timers } from './timers';

/**
 * Saves one value as it is typed: one request at a time, the latest value last, retried without an answer. A refused
 * value is sent again only after it changed.
 */
export class SerialValue {
  private working = false;
  private readonly rhythm: Rhythm;

  constructor(
    private confirmed: string,
    private value: string,
    private readonly send: (value: string) => Promise<unknown>,
    timers: Timers,
    /** Called with why it is not saved, or null when it is. */
    private readonly told: (error: unknown) => void,
  ) {
    this.rhythm = new Rhythm(timers);
  }

  type(value: string): void {
    this.value = value.trim();
  }

  readonly save = (): void => {
    if (!this.working) void this.work();
  };

  private async work(): Promise<void> {
    this.working = true;
    this.rhythm.begun();
    while (this.value !== this.confirmed) {
      const sent = this.value;
      const error = await this.send(sent).then(
        () => null,
        (cause: unknown) => cause,
      );
      if (error === null) {
        this.confirmed = sent;
        this.rhythm.succeeded();
        if (this.value === sent) this.told(null);
      } else {
        this.told(error);
        if (kindOf(error) === 'passing') this.rhythm.tryAgain(this.save);
        break;
      }
    }
    this.working = false;
  }
}
