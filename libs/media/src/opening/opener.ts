import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config, DomainError } from '#lib/kernel';
import { Died, HelperProcess } from './helper-process.js';
import { IDLE_MS, MOST_MS } from './limits.js';
import { type Answered, Failed, type Perform, type TaskName, type Tasks } from './tasks.js';

/** How many may wait for their turn; a process whose work is kept elsewhere lets everyone wait. */
export const MOST_WAITING = Symbol('lineup.media.most-waiting');

/** How many of a line's places one person may take. */
const SHARE = 1 / 4;

/** Seconds after which it is worth trying again. */
const RETRY_AFTER_S = 10;

/**
 * Opens untrusted files in processes of their own, a few at a time: whatever a file does to the program that opens it,
 * this process goes on. A process is kept warm for the next file, and given up when it has done enough or nothing.
 */
@Injectable()
export class Opener implements OnApplicationShutdown {
  readonly #idle: HelperProcess[] = [];
  readonly #waiting: { of: string; go: () => void }[] = [];
  /** For whom work goes on now, once for each file. */
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
    // Where people wait in a line, their requests come first; where work waits until it is due, that instant counts.
    this.#stepsBack = Number.isFinite(mostWaiting);
  }

  /** Processes that live now. */
  get pids(): number[] {
    return [...this.#alive].flatMap(({ pid }) => pid ?? []);
  }

  /**
   * @param of whose file it is: nobody's many files keep another's one waiting
   * @throws Failed when the file cannot be worked on
   * @throws Died when it was too much for the process
   * @throws DomainError 503 `media_busy` when too many wait already
   */
  readonly perform: Perform = async (name, ask, of = '') => {
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

  /** The place goes to whoever waits longest of those for whom nothing is done now, and was not just done. */
  #next(last: string): void {
    const first = this.#waiting.findIndex(({ of }) => of !== last && !this.#served.includes(of));
    const [next] = this.#waiting.splice(Math.max(0, first), 1);
    if (!next) return;
    this.#served.push(next.of);
    next.go();
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
