import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config, DomainError } from '#lib/kernel';
import { HelperEnded, HelperProcess } from './helper-process.js';
import { IDLE_MS, MOST_MS } from './limits.js';
import { type TaskAnswer, TaskFailed, type PerformTask, type TaskName, type Tasks } from './tasks.js';

/** Most waiting files; infinite where the work is kept elsewhere. */
export const MOST_WAITING = Symbol('lineup.media.most-waiting');

/** Share of the waiting places that one person may take. */
const SHARE = 1 / 4;

/** `Retry-After` when too many files wait, seconds. */
const RETRY_AFTER_S = 10;

/**
 * Opens untrusted files in a few separate processes, so that a harmful file cannot stop this one. A process is
 * reused for the next file, and retired after enough work or when idle.
 */
@Injectable()
export class FileOpener implements OnApplicationShutdown {
  readonly #idle: HelperProcess[] = [];
  readonly #waiting: { of: string; go: () => void }[] = [];
  /** Owners whose files are being worked on, once for each file. */
  readonly #served: string[] = [];
  readonly #alive = new Set<HelperProcess>();
  readonly #atOnce: number;
  readonly #mostMb: number;
  readonly #stepsBack: boolean;
  #ended = false;
  #rest: NodeJS.Timeout | null = null;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'MEDIA_PROCESSES' | 'MEDIA_PROCESS_MB'>,
    @Inject(MOST_WAITING) private readonly mostWaiting: number,
  ) {
    this.#atOnce = config.MEDIA_PROCESSES;
    this.#mostMb = config.MEDIA_PROCESS_MB;
    // Where people wait, their requests need the CPU first; where work waits for its due instant, that matters
    // more.
    this.#stepsBack = Number.isFinite(mostWaiting);
  }

  /** Ids of the running processes. */
  get pids(): number[] {
    return [...this.#alive].flatMap(({ pid }) => pid ?? []);
  }

  /**
   * @param of owner of the file: one owner's many files do not block another's
   * @throws Failed when the file cannot be worked on
   * @throws Died when it was too much for the process
   * @throws DomainError 503 `media_busy` when too many wait already
   */
  readonly perform: PerformTask = async (name, ask, of = '') => {
    await this.#turn(of);
    try {
      return await this.#run(name, ask);
    } finally {
      this.#served.splice(this.#served.indexOf(of), 1);
      this.#next(of);
      this.#restLater();
    }
  };

  async #run<N extends TaskName>(name: N, ask: Tasks[N]['ask']): Promise<Tasks[N]['answer']> {
    if (this.#ended) throw new HelperEnded('ended');
    const helper = this.#take();
    let answered: TaskAnswer;
    try {
      answered = await helper.run({ name, ask }, MOST_MS[name]);
    } catch (error) {
      helper.kill('crash');
      throw error;
    }
    if (helper.spent(answered)) helper.kill('ended');
    else this.#idle.push(helper);
    if (answered.failure) throw new TaskFailed(answered.failure, answered.message ?? '');
    return answered.answer as Tasks[N]['answer'];
  }

  #take(): HelperProcess {
    for (let known = this.#idle.pop(); known; known = this.#idle.pop()) if (!known.over) return known;
    const helper = new HelperProcess(this.#mostMb, this.#stepsBack, () => this.#alive.delete(helper));
    this.#alive.add(helper);
    return helper;
  }

  async #turn(of: string): Promise<void> {
    if (this.#served.length < this.#atOnce) {
      this.#served.push(of);
      return;
    }
    const own = this.#waiting.filter((waiter) => waiter.of === of).length;
    if (this.#waiting.length >= this.mostWaiting || own >= Math.max(1, this.mostWaiting * SHARE)) {
      throw new DomainError(503, 'media_busy', {}, [], { retryAfter: RETRY_AFTER_S });
    }
    await new Promise<void>((go) => this.#waiting.push({ of, go }));
  }

  /** Starts the longest-waiting file among owners with nothing in progress, other than the last one served. */
  #next(last: string): void {
    const first = this.#waiting.findIndex(({ of }) => of !== last && !this.#served.includes(of));
    const [next] = this.#waiting.splice(Math.max(0, first), 1);
    if (!next) return;
    this.#served.push(next.of);
    next.go();
  }

  /** Ends idle processes later, which frees their memory. */
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
