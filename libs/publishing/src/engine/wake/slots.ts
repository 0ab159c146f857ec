import type { SlotStanding } from '../../worker-beat.entity.js';

/** Whose time a run takes. */
export interface SlotKey {
  network: string;
  channel: string;
}

/** How much of a worker one network, and one channel, may take. */
export interface SlotLimits {
  /** Runs of one network that have just begun, at the same time. */
  quick: number;
  /** Runs of one network that take long, before its slow channels wait for each other. */
  slow: number;
  /** Runs of one network that may begin at the same time while its slow ones are at their limit. */
  trickle: number;
  /** Runs of one channel, at the same time. */
  channel: number;
  /** A run takes long from here on, ms. */
  slowMs: number;
  /** Runs of one network that wait here; beyond it they are forgotten, and the sweep finds them again. */
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

/** The shares of a worker with so many slots: half as many slow runs again as slots, an eighth of them for one channel. */
export const limitsOf = (slots: number): SlotLimits => ({
  quick: slots,
  slow: Math.ceil(slots * 1.5),
  trickle: Math.max(1, Math.floor(slots / 4)),
  channel: Math.max(2, Math.floor(slots / 8)),
  slowMs: 500,
  waiting: 2_000,
});

/**
 * Shares a worker among networks and channels, so that none that hangs takes what the others need. A caller's slot is free
 * as soon as its run takes long: the run goes on aside, among its network's slow ones. Channels whose last run took long
 * share those places; a healthy channel of the same network is not behind them.
 */
export class Slots {
  readonly #networks = new Map<string, Network>();
  readonly #channels = new Map<string, number>();
  readonly #slowChannels = new Set<string>();

  constructor(private readonly limits: SlotLimits) {}

  /**
   * Runs at once, or when its network and channel have a place. What waits already is not run twice.
   * @returns resolves when the caller's slot is free: the run is over, takes long, or waits
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

  /** What was seen of a channel elsewhere: how long its network took to answer, ms. */
  note(channel: string, tookMs: number): void {
    if (tookMs >= this.limits.slowMs) this.#slowChannels.add(channel);
    else this.#slowChannels.delete(channel);
  }

  /** By network; only those with something to tell. */
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
