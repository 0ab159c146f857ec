/**
 * A question that is never waited for longer than that. One is out at a time: asked again while the other side is frozen, it
 * waits for the same answer, so that no probe uses up the connections that people need.
 */
export class Probe<T> {
  #asked: Promise<T | null> | null = null;

  /** @param patienceMs after which the other side counts as away, ms */
  constructor(
    private readonly question: () => Promise<T>,
    private readonly patienceMs: number,
  ) {}

  /** @returns null when no answer came in time, or a failure */
  async ask(): Promise<T | null> {
    this.#asked ??= this.question()
      .catch(() => null)
      .finally(() => (this.#asked = null));
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<null>(
      (resolve) => (timer = setTimeout(() => resolve(null), this.patienceMs)),
    );
    return Promise.race([this.#asked, silence]).finally(() => clearTimeout(timer));
  }
}
