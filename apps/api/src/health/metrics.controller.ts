import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Database } from '#lib/database';
import { type EngineFigures, engineFigures } from '#lib/health';
import { Access } from '#lib/identity';
import { Does, CONFIG, type Config, DomainError, isFromThisMachine, Probe, unavailable } from '#lib/kernel';
import { RequestMetrics } from './request-metrics.js';

/** Time limit for the database, ms: the answer comes within two seconds. */
const TIMEOUT_MS = 1500;

/** Host names that only this machine can use. */
const OWN_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/** Publishing metrics from the database, for Prometheus; each worker serves its own counters (METRICS_PORT). */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  readonly #registry = new Registry();
  /** Durations of this process's requests. */
  readonly requests: RequestMetrics;
  readonly #gauges = Object.fromEntries(
    (
      [
        ['due', 'lineup_due_publications', 'Publications that are due and that have not ended'],
        ['late', 'lineup_late_publications', 'Of those, due for more than two minutes without an attempt'],
        ['queued', 'lineup_queue_depth', 'Publications handed to the queue that no worker has taken'],
        ['needsAttention', 'lineup_needs_attention_publications', 'Publications that wait for a person'],
        ['workers', 'lineup_workers', 'Workers that reported in the last four seconds'],
      ] as const
    ).map(([key, name, help]) => [key, new Gauge({ name, help, registers: [this.#registry] })]),
  );

  readonly #row = new Probe(() => engineFigures(this.database), TIMEOUT_MS);

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    collectDefaultMetrics({ register: this.#registry });
    this.requests = new RequestMetrics(this.#registry);
  }

  @Get()
  @Does('Figures for Prometheus')
  @Access('public')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async read(@Req() request: Request): Promise<string> {
    this.#requireReader(request);
    const row = await this.#row.ask();
    if (!row) throw unavailable();
    for (const [key, gauge] of Object.entries(this.#gauges)) gauge.set(row[key as keyof EngineFigures]);
    return this.#registry.metrics();
  }

  /**
   * Allows the holder of the token; without a configured token, only this machine and never through a proxy. When
   * PUBLIC_URL has another host than this machine's own, a proxy without headers may be in front. @throws
   * DomainError 401
   */
  #requireReader(request: Request): void {
    const token = this.config.METRICS_TOKEN?.reveal();
    const allowed = token
      ? request.headers.authorization === `Bearer ${token}`
      : OWN_NAME.test(new URL(this.config.PUBLIC_URL).hostname) &&
        isFromThisMachine(request.socket.remoteAddress, request.headers);
    if (!allowed) throw new DomainError(401, 'unauthenticated');
  }
}
