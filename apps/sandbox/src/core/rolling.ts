/** Counts events of the last `windowMs`, in amortised constant time. */
export class RollingCounter {
  private readonly times: number[] = [];
  private head = 0;

  constructor(private readonly windowMs: number) {}

  count(now: number): number {
    while (this.head < this.times.length && (this.times[this.head] ?? 0) <= now - this.windowMs) this.head++;
    if (this.head > 1024) {
      this.times.splice(0, this.head);
      this.head = 0;
    }
    return this.times.length - this.head;
  }

  add(now: number): void {
    this.times.push(now);
  }
}

/** One counter per key (an account, an endpoint of an account), created on first use. */
export class Counters {
  private readonly counters = new Map<string, RollingCounter>();

  of(key: string, windowMs: number): RollingCounter {
    const found = this.counters.get(key);
    if (found) return found;
    const made = new RollingCounter(windowMs);
    this.counters.set(key, made);
    return made;
  }

  clear(): void {
    this.counters.clear();
  }
}
