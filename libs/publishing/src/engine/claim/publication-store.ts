import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { networkAddress, type PostQuota, postIdOf } from '#rules/platforms';
import { Clock, CONFIG, type Config, traced } from '#lib/kernel';
import { capHold } from '../../rules/hold.js';
import { GRANT_AHEAD_MS } from '../../rules/lead.js';
import type { Intent, Settlement } from '../../rules/settlement.js';
import { writable, writablePause } from '../../rules/writable.js';
import { Batcher } from './batcher.js';
import { CLAIM } from './claim.sql.js';
import { FIRE, LANE } from './last-look.sql.js';
import { RENEW } from './lease.sql.js';
import { LostLease } from './lost-lease.js';
import { SETTLE, type SettledRow } from './settle.sql.js';
import { type Due, SWEEP } from './sweep.sql.js';
import type { Work } from './work.js';

type Key = Pick<Work, 'organisationId' | 'id' | 'fence'>;
/** A last look that is asked for. */
interface Wanted {
  work: Work;
  intent: Omit<Intent, 'at'>;
  /** The account's quotas; each must still have a place. */
  quotas: readonly PostQuota[];
}
const keyOf = ({ organisationId, id, fence }: Key) => ({ organisationId, id, fence });

/** What a trace span records of a publication: ids and names, no content. */
const spanOf = ({ id, platform, fence }: Work) => ({
  'lineup.publication': id,
  'lineup.platform': platform,
  'lineup.fence': fence,
});

/** How the engine reads and writes publications: always under a fence, in batches where many come together. */
@Injectable()
export class PublicationStore {
  /** Name of this worker in rows and journals. */
  readonly worker = `worker-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;

  #sweepFailed = false;
  readonly #fires = new Batcher<Wanted, number | null>((items) => this.#fireAll(items));
  readonly #settlements = new Batcher<{ work: Work; settlement: Settlement }, boolean>((items) =>
    this.#settleAll(items),
  );

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Claims a publication: raises its fence and leases it. Null when it is not due for work, or is held. */
  async claim(organisationId: string, id: string): Promise<Work | null> {
    const row = await traced('publication.claim', { 'lineup.publication': id }, () =>
      CLAIM.row(this.database, { organisationId, id, ...this.#lease }),
    );
    // The database's clock gave the duration until it is due; from here on only that duration is measured. The
    // answer took time to arrive, so the due instant is met that much late, never early.
    return row ? { ...row, dueAtMonotonic: this.clock.monotonicMs() + row.dueInMs } : null;
  }

  /**
   * The last look before the visible step, and the written intent, in one statement: state, approval, channel,
   * lease, due instant, a place in the account's quotas, and nothing of the same channel in flight.
   * @returns the instant it may be sent at, on this process's monotonic clock (ms), at most `GRANT_AHEAD_MS` ahead;
   * null
   * when any of these does not hold
   */
  fire(wanted: Wanted): Promise<number | null> {
    return traced('publication.fire', spanOf(wanted.work), () => this.#fires.add(wanted));
  }

  /** Writes a settlement with its journal. False when the fence was raised: nothing was written. */
  settle(work: Work, settlement: Settlement): Promise<boolean> {
    return traced('publication.settle', { ...spanOf(work), 'lineup.stage': settlement.stage }, () =>
      this.#settlements.add({ work, settlement }),
    );
  }

  /**
   * As `settle`, for a caller that goes on with the publication. @throws LostLease when the fence was raised:
   * nothing was written
   */
  async keep(work: Work, settlement: Settlement): Promise<void> {
    if (!(await this.settle(work, settlement))) throw new LostLease();
  }

  /**
   * How long until the publication of the same channel that blocks this one is looked at again, ms; null when
   * nothing blocks it.
   */
  async laneFreeIn(work: Work): Promise<number | null> {
    const { organisationId, id } = work;
    return (await LANE.row(this.database, { organisationId, id }))?.inMs ?? null;
  }

  /** Prolongs the leases of publications. @returns ids of those that this worker still holds */
  async renew(works: readonly Key[]): Promise<Set<string>> {
    if (works.length === 0) return new Set();
    const rows = await RENEW.rows(this.database, {
      rows: JSON.stringify(works.map(keyOf)),
      leaseS: this.config.LEASE_SECONDS,
    });
    return new Set(rows.map((row) => row.id));
  }

  /**
   * Finds what needs work and is not held, in every organisation, and marks it as handed to the queue. After a
   * failure it finds what is marked, too: the failed one may have marked it, and handed it to nobody.
   */
  async sweep(limit: number): Promise<Due[]> {
    const leaseS = this.#sweepFailed ? 0 : this.config.LEASE_SECONDS;
    this.#sweepFailed = true;
    const due = await SWEEP.rows(this.database, { limit, leaseS });
    this.#sweepFailed = false;
    return due;
  }

  /** Who holds what is claimed here, and for how long. */
  get #lease(): { worker: string; leaseS: number } {
    return { worker: this.worker, leaseS: this.config.LEASE_SECONDS };
  }

  async #fireAll(items: Wanted[]): Promise<(number | null)[]> {
    const rows = items.map(({ work, intent, quotas }) => ({
      ...keyOf(work),
      intent,
      quotas: quotas.length > 0 ? quotas : null,
    }));
    const granted = await FIRE.rows(this.database, {
      rows: writable(rows),
      ...this.#lease,
      aheadS: GRANT_AHEAD_MS / 1000,
    });
    // Counted from when the answer arrived: late by the time it took, never early.
    const now = this.clock.monotonicMs();
    const instants = new Map(granted.map(({ id, inMs }) => [id, now + inMs]));
    return items.map(({ work }) => instants.get(work.id) ?? null);
  }

  async #settleAll(items: { work: Work; settlement: Settlement }[]): Promise<boolean[]> {
    const rows = items.map(({ work, settlement }) => this.#rowOf(work, settlement));
    const written = await SETTLE.rows(this.database, { rows: writable(rows), ...this.#lease });
    const ids = new Set(written.map((row) => row.id));
    return items.map(({ work }) => ids.has(work.id));
  }

  #rowOf(work: Work, { channel, ...settlement }: Settlement): SettledRow {
    const hold =
      channel && 'holdMs' in channel ? capHold(channel.holdMs, this.config.HOLD_LIMIT_HOURS) : null;
    // A post is not delayed longer than its channel is held: else the channel would wait for it.
    const { wakeInMs } = settlement;
    const pauseMs = hold && wakeInMs !== null ? Math.min(wakeInMs, hold.holdMs) : wakeInMs;
    return {
      ...keyOf(work),
      ...settlement,
      wakeInMs: writablePause(pauseMs),
      ...(settlement.remoteId ? { remoteId: postIdOf(work.platform, settlement.remoteId) } : {}),
      ...(settlement.remoteUrl
        ? { remoteUrl: networkAddress(work.platform, settlement.remoteUrl, work.account.remoteId) }
        : {}),
      tell: settlement.state !== work.state,
      ...(channel && 'holdMs' in channel && hold ? { channel: { ...channel, ...hold } } : {}),
      ...(channel && 'reconnect' in channel ? { channel, credential: work.credential } : {}),
    };
  }
}
