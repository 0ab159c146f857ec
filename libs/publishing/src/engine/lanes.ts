interface Lane {
  /** Ends when the one before has begun to act. */
  begun: Promise<void>;
  /** Ends when the one before has acted. */
  acted: Promise<void>;
}

const AT_ONCE: Lane = { begun: Promise.resolve(), acted: Promise.resolve() };

/**
 * One at a time per key, in the order of asking: two posts of one channel never overtake each other. What only prepares
 * the next may already run while the one before acts, so that a long lane loses no time between two acts.
 */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  /** @param act runs after every earlier act of the key; not at all when `prepare` gives null */
  async run<T>(
    key: string,
    prepare: () => Promise<T | null>,
    act: (prepared: T) => Promise<void>,
  ): Promise<void> {
    const before = this.#lanes.get(key) ?? AT_ONCE;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const run = async (): Promise<void> => {
      try {
        await before.begun;
        const prepared = await prepare();
        await before.acted;
        begin();
        if (prepared !== null) await act(prepared);
      } finally {
        await before.acted;
        begin();
      }
    };
    const result = run();
    const acted = result.then(
      () => undefined,
      () => undefined,
    );
    const own = { begun, acted };
    this.#lanes.set(key, own);
    void acted.then(() => {
      if (this.#lanes.get(key) === own) this.#lanes.delete(key);
    });
    return result;
  }
}
