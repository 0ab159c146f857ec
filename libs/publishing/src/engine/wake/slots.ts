import type { SlotStanding } from '../../worker-beat.entity.js';

/** The network and channel whose share a run uses. */
export interface SlotKey {
  network: string;
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

interface Network {
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
 * slow share those places, so that a healthy channel of the same network does not wait for them.
 */
export class Slots {
  readonly #networks = new Map<string, Network>();
  readonly #channels = new Map<string, number>();
  readonly #slowChannels = new Set<string>();

  constructor(private readonly limits: SlotLimits) {}

  /**
   * Runs at once, or when its network and channel have a place. An id that waits already is not added again.
   * @returns resolves when the caller's slot is free: the run is over, slow, or waits
   */
  enter(key: SlotKey, id: string, run: () => Promise<void>): Promise<void> {
    const network = this.#network(key.network);
    if (network.waiting.has(id)) return Promise.resolve();
    if (this.#hasPlace(network, key)) {
      return new Promise((over) => this.#start(network, { key, id, run, over }));
    }
    if (network.waiting.size < this.limits.waiting) {
      network.waiting.set(id, { key, id, run, over: () => undefined });
    }
    return Promise.resolve();
  }

  /** Notes how long a channel's network took to answer, ms. */
  note(channel: string, tookMs: number): void {
    if (tookMs >= this.limits.slowMs) this.#slowChannels.add(channel);
    else this.#slowChannels.delete(channel);
  }

  /** By network; only those with runs or waiting ones. */
  standing(): Record<string, SlotStanding> {
    return Object.fromEntries(
      [...this.#networks].map(([name, { quick, slow, waiting }]) => [
        name,
        { quick, slow, waiting: waiting.size },
      ]),
    );
  }

  #network(name: string): Network {
    const known = this.#networks.get(name) ?? { quick: 0, slow: 0, waiting: new Map<string, Waiting>() };
    this.#networks.set(name, known);
    return known;
  }

  #hasPlace(network: Network, { channel }: SlotKey): boolean {
    if ((this.#channels.get(channel) ?? 0) >= this.limits.channel) return false;
    const full = network.slow >= this.limits.slow;
    if (this.#slowChannels.has(channel)) return !full;
    return network.quick < (full ? this.limits.trickle : this.limits.quick);
  }

  #start(network: Network, { key, run, over }: Waiting): void {
    let pace: 'quick' | 'slow' = this.#slowChannels.has(key.channel) ? 'slow' : 'quick';
    network[pace] += 1;
    this.#channels.set(key.channel, (this.#channels.get(key.channel) ?? 0) + 1);
    let tookLong = false;
    const timer = setTimeout(() => {
      tookLong = true;
      this.#slowChannels.add(key.channel);
      network[pace] -= 1;
      pace = 'slow';
      network.slow += 1;
      over();
      this.#next(network);
    }, this.limits.slowMs);
    const end = (): void => {
      clearTimeout(timer);
      network[pace] -= 1;
      const left = (this.#channels.get(key.channel) ?? 1) - 1;
      if (left > 0) this.#channels.set(key.channel, left);
      else this.#channels.delete(key.channel);
      if (!tookLong) this.#slowChannels.delete(key.channel);
      over();
      this.#next(network);
    };
    void run().then(end, end);
  }

  #next(network: Network): void {
    for (const waiting of network.waiting.values()) {
      if (!this.#hasPlace(network, waiting.key)) continue;
      network.waiting.delete(waiting.id);
      this.#start(network, waiting);
    }
  }
}
