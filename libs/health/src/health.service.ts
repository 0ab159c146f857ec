import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type Principal, requireEverywhere } from '#lib/identity';
import { CONFIG, type Config } from '#lib/kernel';
import { QUEUE_BACKEND, type QueueBackend } from '#lib/queue';
import { findTroubledChannels, type TroubledChannel } from './health.repository.js';
import { Measures } from './measures.js';
import { assess, assessOrganisation, findingWords, WORKER_SILENCE_S, worst } from './rules/index.js';

/** Health of the installation, for administrators and operators. */
@Injectable()
export class HealthService {
  constructor(
    private readonly measures: Measures,
    private readonly database: Database,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * An operator gets everything; an administrator the channels and publications of their own organisation.
   * @throws DomainError 403 unless the person is one of the two
   */
  details(who: Principal) {
    requireEverywhere(who, 'health.read');
    return who.operator ? this.#installation(who) : this.#organisation(who);
  }

  async #organisation(who: Principal) {
    const [due, channels] = await Promise.all([
      this.measures.due(who.organisationId),
      this.#troubled(who.organisationId),
    ]);
    const lostChannels = channels.filter(({ state }) => state === 'reconnect_needed').length;
    const findings = assessOrganisation({ ...due, lostChannels });
    return {
      scope: 'organisation',
      state: worst(findings),
      checkedAt: due.now.toISOString(),
      findings: findings.map((finding) => ({ ...finding, ...findingWords(finding, who.locale) })),
      publications: { due: due.due, late: due.late, oldestDueAt: due.oldestDueAt?.toISOString() ?? null },
      channels,
      workers: null,
      database: null,
      queue: null,
      disk: null,
      timeZones: null,
      storage: null,
      mailConfigured: null,
    };
  }

  async #installation(who: Principal) {
    const [workers, due, databaseMs, queue, disk, channels] = await Promise.all([
      this.measures.workers(),
      this.measures.due(),
      this.measures.databaseMs(),
      this.measures.queue(),
      this.measures.disk(),
      this.#troubled(who.organisationId),
    ]);
    const timeZones = process.versions.tz ?? 'unknown';
    const mailConfigured = this.config.SMTP_URL !== null;
    const findings = assess({
      ...due,
      workers,
      databaseMs,
      queueMs: queue.latencyMs,
      queuePolicy: queue.policy,
      lostChannels: channels.filter(({ state }) => state === 'reconnect_needed').length,
      zones: timeZones,
      year: due.now.getUTCFullYear(),
      disk,
      mailConfigured,
    });
    return {
      scope: 'installation',
      state: worst(findings),
      checkedAt: due.now.toISOString(),
      findings: findings.map((finding) => ({ ...finding, ...findingWords(finding, who.locale) })),
      workers: workers.map(({ id, version, seenAt, sweptAt, seenAgoS, clockOffsetMs }) => ({
        id,
        alive: seenAgoS <= WORKER_SILENCE_S,
        version,
        seenAt: seenAt.toISOString(),
        sweptAt: sweptAt?.toISOString() ?? null,
        clockOffsetMs,
      })),
      publications: { due: due.due, late: due.late, oldestDueAt: due.oldestDueAt?.toISOString() ?? null },
      channels,
      database: { kind: 'postgres', latencyMs: databaseMs },
      queue: {
        kind: this.backend.kind,
        latencyMs: queue.latencyMs,
        publishing: queue.publishing,
        mail: queue.mail,
      },
      disk,
      timeZones,
      storage: this.#storage(),
      mailConfigured,
    };
  }

  #storage(): 'disk' | 's3' {
    const settings: Record<string, unknown> = { ...this.config };
    return settings['S3_BUCKET'] === undefined ? 'disk' : 's3';
  }

  #troubled(organisationId: string): Promise<TroubledChannel[]> {
    return this.database.read(organisationId, (tx) => findTroubledChannels(tx, organisationId));
  }
}
