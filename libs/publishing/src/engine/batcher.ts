/**
 * Group commit: items handed in while a batch is being written go together in the next one. A single item waits for
 * nothing; a thousand at once cost two statements instead of a thousand.
 */
export class Batcher<T, R> {
  #waiting: { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = [];
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
        // After the current turn, so that all timers of the same instant are in.
        setImmediate(() => void this.#drain());
      }
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.most);
      try {
        const results = await this.write(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(results[index] as R));
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      }
    }
    this.#running = false;
  }
}
