import type { Key } from '../queries';
import type { Timers } from '../saving/timers';

/**
 * Collects keys and passes each on once per window, so that a thousand posts published in one minute cause one
 * refetch.
 */
export class Gathered {
  private readonly pending = new Map<string, Key>();
  private callOff: (() => void) | null = null;

  constructor(
    private readonly windowMs: number,
    private readonly timers: Pick<Timers, 'later'>,
    private readonly handOn: (keys: readonly Key[]) => void,
  ) {}

  add(keys: readonly Key[]): void {
    for (const key of keys) this.pending.set(JSON.stringify(key), key);
    this.callOff ??= this.timers.later(this.windowMs, () => {
      const all = [...this.pending.values()];
      this.pending.clear();
      this.callOff = null;
      this.handOn(all);
    });
  }

  /** Drops the waiting keys. */
  stop(): void {
    this.callOff?.();
    this.callOff = null;
    this.pending.clear();
  }
}
