import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Settlement } from '../../rules/settlement.js';
import type { Work } from '../claim/index.js';

/** Counters of a worker, in Prometheus format. */
@Injectable()
export class PublishingMetrics {
  readonly registry = new Registry();
  readonly #settled = new Counter({
    name: 'lineup_publications_total',
    help: 'Publications that ended',
    labelNames: ['platform', 'outcome'],
    registers: [this.registry],
  });
  readonly #attempts = new Counter({
    name: 'lineup_attempts_total',
    help: 'Visible attempts',
    registers: [this.registry],
  });
  readonly #lateness = new Histogram({
    name: 'lineup_lateness_seconds',
    help: 'Acceptance by the network after the due instant',
    labelNames: ['platform'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600],
    registers: [this.registry],
  });
  readonly held = new Gauge({
    name: 'lineup_held_publications',
    help: 'Publications this worker holds',
    registers: [this.registry],
  });

  fired(): void {
    this.#attempts.inc();
  }

  settled(work: Work, settlement: Settlement): void {
    if (settlement.accepted) {
      this.#lateness
        .labels(work.platform)
        .observe(Math.max(0, performance.now() - work.dueAtMonotonic) / 1000);
    }
    const ended = settlement.stage === 'done' || settlement.stage === 'commenting';
    if (ended && work.state !== 'published') this.#settled.labels(work.platform, settlement.state).inc();
  }
}
