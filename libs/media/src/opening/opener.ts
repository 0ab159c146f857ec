import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config, DomainError } from '#lib/kernel';
import { Died, HelperProcess } from './helper-process.js';
import { IDLE_MS, MOST_MS } from './limits.js';
import { type Answered, Failed, type Perform, type TaskName, type Tasks } from './tasks.js';

/** How many may wait for their turn; a process whose work is kept elsewhere lets everyone wait. */
export const MOST_WAITING = Symbol('lineup.media.most-waiting');

/** Seconds after which it is worth trying again. */
const RETRY_AFTER_S = 10;

/**
 * Opens untrusted files in processes of their own, a few at a time: whatever a file does to the program that opens it,
 * this process goes on. A process is kept warm for the next file, and given up when it has done enough or nothing.
 */
@Injectable()
export class Opener implements OnApplicationShutdown {
  readonly #idle: HelperProcess[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #alive = new Set<HelperProcess>();
  readonly #atOnce: number;
  readonly #mostMb: number;
  #working = 0;
  #ended = false;
  #rest: NodeJS.Timeout | null = null;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'MEDIA_PROCESSES' | 'MEDIA_PROCESS_MB'>,
    @Inject(MOST_WAITING) private readonly mostWaiting: number,
  ) {
    this.#atOnce = config.MEDIA_PROCESSES;
    this.#mostMb = config.MEDIA_PROCESS_MB;
  }

  /** Processes that live now. */
  get pids(): number[] {
    return [...this.#alive].flatMap(({ pid }) => pid ?? []);
  }

  /**
   * @throws Failed when the file cannot be worked on
   * @throws Died when it was too much for the process
   * @throws DomainError 503 `media_busy` when too many wait already
   */
  readonly perform: Perform = async (name, ask) => {
    await this.#turn();
    try {
      return await this.#run(name, ask);
    } finally {
      // The place goes to whoever waits longest; nobody slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#working--;
      this.#restLater();
    }
  };

  async #run<N extends TaskName>(name: N, ask: Tasks[N]['ask']): Promise<Tasks[N]['answer']> {
    if (this.#ended) throw new Died('ended');
    const helper = this.#take();
    let answered: Answered;
    try {
      answered = await helper.run({ name, ask }, MOST_MS[name]);
    } catch (error) {
      helper.kill('crash');
      throw error;
    }
    if (helper.spent(answered)) helper.kill('ended');
    else this.#idle.push(helper);
    if (answered.failure) throw new Failed(answered.failure, answered.message ?? '');
    return answered.answer as Tasks[N]['answer'];
  }

  #take(): HelperProcess {
    for (let known = this.#idle.pop(); known; known = this.#idle.pop()) if (!known.over) return known;
    const helper = new HelperProcess(this.#mostMb, () => this.#alive.delete(helper));
    this.#alive.add(helper);
    return helper;
  }

  async #turn(): Promise<void> {
    if (this.#working < this.#atOnce) {
      this.#working++;
      return;
    }
    if (this.#waiting.length >= this.mostWaiting) {
      throw new DomainError(503, 'media_busy', {}, [], { retryAfter: RETRY_AFTER_S });
    }
    await new Promise<void>((go) => this.#waiting.push(go));
  }

  /** Memory is given back when nobody sends files. */
  #restLater(): void {
    if (this.#rest) clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      for (const helper of this.#idle.splice(0)) helper.kill('ended');
    }, IDLE_MS).unref();
  }

  onApplicationShutdown(): void {
    this.#ended = true;
    if (this.#rest) clearTimeout(this.#rest);
    for (const helper of this.#alive) helper.kill('ended');
  }
}
