interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: items that arrive while a batch is being written are written together in the next one. A single item
 * waits for nothing; a thousand at once cost two statements instead of a thousand.
 */
export class Batcher<T, R> {
  #waiting: Waiting<T, R>[] = [];
  #running = false;

  /** @param write writes a batch and answers for each item, in order */
  constructor(
    private readonly write: (items: T[]) => Promise<R[]>,
    private readonly most = 500,
  ) {}

  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#running) {
        this.#running = true;
        // After the current turn, so that all timers of the same instant have run.
        setImmediate(() => void this.#drain());
      }
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#write(this.#waiting.splice(0, this.most));
    }
    this.#running = false;
  }

  /**
   * A batch that fails is written in halves, and those again, so that one bad item does not fail its neighbours.
   * This also retries what failed for a moment only.
   */
  async #write(batch: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.write(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(results[index] as R));
    } catch (error) {
      if (batch.length === 1) {
        batch[0]?.reject(error);
        return;
      }
      const half = Math.ceil(batch.length / 2);
      await this.#write(batch.slice(0, half));
      await this.#write(batch.slice(half));
    }
  }
}
