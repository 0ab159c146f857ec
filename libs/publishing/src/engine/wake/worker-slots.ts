import type { SlotLoad } from '../../worker-heartbeat.entity.js';

/** The network and channel whose share a run uses. */
export interface SlotKey {
  platform: string;
  channel: string;
}

/** Limits on how much of a worker one network, and one channel, may use. */
export interface SlotLimits {
  /** Concurrent runs of one network that are not slow (yet). */
  quick: number;
  /** Concurrent slow runs of one network; above this, its slow channels wait for each other. */
  slow: number;
  /** Concurrent runs of one network that may begin while its slow runs are at their limit. */
  trickle: number;
  /** Concurrent runs of one channel. */
  channel: number;
  /** A run counts as slow after this, ms. */
  slowMs: number;
  /** Waiting runs of one network. Any above are dropped, and the sweep finds them again. */
  waiting: number;
}

interface Waiting {
  key: SlotKey;
  id: string;
  run: () => Promise<void>;
  over: () => void;
}

interface PlatformRuns {
  quick: number;
  slow: number;
  waiting: Map<string, Waiting>;
}

/**
 * The limits of a worker with so many slots: one and a half times as many slow runs as slots, an eighth of them for
 * one channel.
 */
export const limitsOf = (slots: number): SlotLimits => ({
  quick: slots,
  slow: Math.ceil(slots * 1.5),
  trickle: Math.max(1, Math.floor(slots / 4)),
  channel: Math.max(2, Math.floor(slots / 8)),
  slowMs: 500,
  waiting: 2_000,
});

/**
 * Shares a worker among networks and channels, so that one that hangs does not block the others. A caller's slot is
 * free as soon as its run is slow: the run then counts among its network's slow ones. Channels whose last run was
 * slow share those slots, so that a healthy channel of the same network does not wait for them.
 */
export class WorkerSlots {
  readonly #platforms = new Map<string, PlatformRuns>();
  readonly #channels = new Map<string, number>();
  readonly #slowChannels = new Set<string>();

  constructor(private readonly limits: SlotLimits) {}

  /**
   * Runs at once, or when its network and channel have a free slot. An id that waits already is not added again.
   * @returns resolves when the caller's slot is free: the run is over, slow, or waits
   */
  enter(key: SlotKey, id: string, run: () => Promise<void>): Promise<void> {
    const runs = this.#platform(key.platform);
    if (runs.waiting.has(id)) return Promise.resolve();
    if (this.#hasSlot(runs, key)) {
      return new Promise((over) => this.#start(runs, { key, id, run, over }));
    }
    if (runs.waiting.size < this.limits.waiting) {
      runs.waiting.set(id, { key, id, run, over: () => undefined });
    }
    return Promise.resolve();
  }

  /** Notes how long a channel's network took to answer, ms. */
  note(channel: string, tookMs: number): void {
    if (tookMs >= this.limits.slowMs) this.#slowChannels.add(channel);
    else this.#slowChannels.delete(channel);
  }

  /** By network; only those with runs or waiting ones. */
  load(): Record<string, SlotLoad> {
    return Object.fromEntries(
      [...this.#platforms].map(([name, { quick, slow, waiting }]) => [
        name,
        { quick, slow, waiting: waiting.size },
      ]),
    );
  }

  #platform(name: string): PlatformRuns {
    const known = this.#platforms.get(name) ?? { quick: 0, slow: 0, waiting: new Map<string, Waiting>() };
    this.#platforms.set(name, known);
    return known;
  }

  #hasSlot(runs: PlatformRuns, { channel }: SlotKey): boolean {
    if ((this.#channels.get(channel) ?? 0) >= this.limits.channel) return false;
    const full = runs.slow >= this.limits.slow;
    if (this.#slowChannels.has(channel)) return !full;
    return runs.quick < (full ? this.limits.trickle : this.limits.quick);
  }

  #start(runs: PlatformRuns, { key, run, over }: Waiting): void {
    let pace: 'quick' | 'slow' = this.#slowChannels.has(key.channel) ? 'slow' : 'quick';
    runs[pace] += 1;
    this.#channels.set(key.channel, (this.#channels.get(key.channel) ?? 0) + 1);
    let tookLong = false;
    const timer = setTimeout(() => {
      tookLong = true;
      this.#slowChannels.add(key.channel);
      runs[pace] -= 1;
      pace = 'slow';
      runs.slow += 1;
      over();
      this.#next(runs);
    }, this.limits.slowMs);
    const end = (): void => {
      clearTimeout(timer);
      runs[pace] -= 1;
      const left = (this.#channels.get(key.channel) ?? 1) - 1;
      if (left > 0) this.#channels.set(key.channel, left);
      else this.#channels.delete(key.channel);
      if (!tookLong) this.#slowChannels.delete(key.channel);
      over();
      this.#next(runs);
    };
    void run().then(end, end);
  }

  #next(runs: PlatformRuns): void {
    for (const waiting of runs.waiting.values()) {
      if (!this.#hasSlot(runs, waiting.key)) continue;
      runs.waiting.delete(waiting.id);
      this.#start(runs, waiting);
    }
  }
}
