import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { Probe } from '#lib/kernel';
import { QUEUE_BACKEND, type QueueBackend } from '#lib/queue';
import { isAnyWorking } from './health.repository.js';
import { SAFE_POLICY, WORKER_SILENCE_S } from './rules/index.js';

/** Longer than any answer takes that people would wait for, ms. Both probes wait side by side. */
const PATIENCE_MS = 1500;
/** Since any worker reached the queue; one that reports every second says so as often, s. */
const QUEUE_SILENCE_S = 6;

/** Whether Lineup does its work at this moment: what load balancers and scripts ask. Answers within two seconds, whatever stands still. */
@Injectable()
export class Readiness {
  readonly #workers = new Probe(
    () => isAnyWorking(this.database, WORKER_SILENCE_S + 1, QUEUE_SILENCE_S),
    PATIENCE_MS,
  );
  readonly #queue = new Probe(() => this.backend.ask(), PATIENCE_MS);

  constructor(
    private readonly database: Database,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
  ) {}

  /** The database answers, a worker reported lately and reached the queue, and so do we; the queue forgets nothing. */
  async ready(): Promise<boolean> {
    const [working, queue] = await Promise.all([this.#workers.ask(), this.#queue.ask()]);
    return working === true && queue !== null && (queue.policy ?? SAFE_POLICY) === SAFE_POLICY;
  }
}
