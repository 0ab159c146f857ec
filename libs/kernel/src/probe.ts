/**
 * Asks a question with a time limit. Only one is in progress: while the other side hangs, later callers wait for the
 * same answer, so that probes do not use up connections.
 */
export class Probe<T> {
  #asked: Promise<T | null> | null = null;

  /** @param timeoutMs time limit after which the other side counts as unavailable, ms */
  constructor(
    private readonly question: () => Promise<T>,
    private readonly timeoutMs: number,
  ) {}

  /** @returns null after a failure, or without an answer in time */
  async ask(): Promise<T | null> {
    this.#asked ??= this.question()
      .catch(() => null)
      .finally(() => (this.#asked = null));
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), this.timeoutMs)));
    return Promise.race([this.#asked, silence]).finally(() => clearTimeout(timer));
  }
}
