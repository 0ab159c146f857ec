import { kindOf } from './failures';
import { Rhythm } from './rhythm';
import type { Timers } from './timers';

/**
 * One value that is saved as it is typed: one request at a time, the latest last, tried again while no answer comes.
 * What the server refuses stays as it is until it is typed anew.
 */
export class SerialValue {
  private working = false;
  private readonly rhythm: Rhythm;

  constructor(
    private confirmed: string,
    private value: string,
    private readonly send: (value: string) => Promise<unknown>,
    timers: Timers,
    /** Told whenever something is known: why it is not saved, or null when it is. */
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
