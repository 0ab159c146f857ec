/** Position in a lane: the due instant, and what orders two of the same instant. */
export interface LanePosition {
  /** UTC instant, ms since 1970, with fractions. */
  dueAt: number;
  id: string;
}

interface Waiting {
  position: LanePosition;
  /** Prepares the act and answers it; null when there is none. */
  prepare(): Promise<(() => Promise<void>) | null>;
  over(error?: unknown): void;
}

interface Lane {
  waiting: Waiting[];
  acting: Promise<void>;
}

const before = (a: LanePosition, b: LanePosition): boolean =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.id < b.id);

/**
 * Runs one act at a time per key, the waiting one with the earliest due instant next, so that two posts of one
 * channel never overtake each other. The next one is prepared while the one before acts, so that a long lane loses
 * no time in between.
 */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  /**
   * @param act runs after every earlier act of the key; not run when `prepare` answers null
   * @throws what `prepare` or `act` throws; later acts still run
   */
  run<T>(
    key: string,
    position: LanePosition,
    prepare: () => Promise<T | null>,
    act: (prepared: T) => Promise<void>,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        position,
        prepare: async () => {
          const prepared = await prepare();
          return prepared === null ? null : () => act(prepared);
        },
        over: (error) => (error === undefined ? resolve() : reject(error as Error)),
      };
      const lane = this.#lanes.get(key);
      if (lane) {
        const at = lane.waiting.findIndex((other) => before(position, other.position));
        lane.waiting.splice(at < 0 ? lane.waiting.length : at, 0, waiting);
        return;
      }
      const opened = { waiting: [waiting], acting: Promise.resolve() };
      this.#lanes.set(key, opened);
      void this.#drive(key, opened);
    });
  }

  async #drive(key: string, lane: Lane): Promise<void> {
    for (;;) {
      for (let next = lane.waiting.shift(); next; next = lane.waiting.shift()) await this.#pass(lane, next);
      await lane.acting;
      if (lane.waiting.length === 0) break;
    }
    this.#lanes.delete(key);
  }

  async #pass(lane: Lane, next: Waiting): Promise<void> {
    try {
      const act = await next.prepare();
      await lane.acting;
      if (act) lane.acting = act().then(() => next.over(), next.over);
      else next.over();
    } catch (error) {
      next.over(error);
    }
  }
}
