import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { Probe } from '#lib/kernel';
import { QUEUE_BACKEND, type QueueBackend } from '#lib/queue';
import { isAnyWorking } from './health.repository.js';
import { SAFE_POLICY, WORKER_SILENCE_S } from './rules/index.js';

/** Time limit of both probes, which run side by side, ms. */
const TIMEOUT_MS = 1500;
/** Longest time since any worker reached the queue, s; workers report every second. */
const QUEUE_SILENCE_S = 4;

/**
 * Whether Lineup can do its work now, for load balancers and scripts. Answers within two seconds, even when database
 * or queue hang.
 */
@Injectable()
export class Readiness {
  readonly #workers = new Probe(
    () => isAnyWorking(this.database, WORKER_SILENCE_S + 1, QUEUE_SILENCE_S),
    TIMEOUT_MS,
  );
  readonly #queue = new Probe(() => this.backend.ask(), TIMEOUT_MS);

  constructor(
    private readonly database: Database,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
  ) {}

  /**
   * True when the database answers, a worker reported recently and reached the queue, this process reaches it too,
   * and the queue loses no entries.
   */
  async ready(): Promise<boolean> {
    const [working, queue] = await Promise.all([this.#workers.ask(), this.#queue.ask()]);
    return working === true && queue !== null && (queue.policy ?? SAFE_POLICY) === SAFE_POLICY;
  }
}
