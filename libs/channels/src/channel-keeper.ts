import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Database, isDatabaseAway, tell } from '#lib/database';
import { Clock, CONFIG, type Config, failpoint, LOGGER, Vault } from '#lib/kernel';
import { type Credential, type Platform, PlatformError } from '#lib/platforms';
import { appCredentials } from './app-credentials.js';
import { afterRenewal, openCredential, renewed, sameConsent, sealCredential } from './credentials.js';
import { LOSE_ACCESS_SQL } from './lost-access.sql.js';
import { Network } from './network.js';
import { endOfAccess, expiryWarning, nextLook, nextTry, refreshDue, renewsItself } from './rules/index.js';

const AT_ONCE = 20;
/** Whoever looks after a channel has it for this long; should it die, another does then. */
const KEEP_MINUTES = 10;
const STORE_FOR_MS = KEEP_MINUTES * 60_000 - 60_000;
const STORE_AGAIN_MS = 500;
/** The same once the process is to end, before whoever ends it loses patience. */
const STORE_AT_END_MS = 20_000;

interface Kept {
  organisationId: string;
  id: string;
  platform: Platform;
  remoteId: string;
  handle: string;
  credential: string;
  toldDays: number | null;
  leftMs: number | null;
  assumed: boolean;
  failures: number;
  expiresAt: string | null;
}

/**
 * Looks after what channels need to go on publishing: renews an access ahead of its end, one worker per channel; asks
 * once a day whether it still works; warns of one that will end. Only a network's recognised refusal marks a channel;
 * a blip changes nothing, and tells nobody.
 */
@Injectable()
export class ChannelKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;
  #keeping: Promise<unknown> | null = null;
  /** On the monotonic clock, once the process is to end. */
  #endBy = Infinity;

  constructor(
    private readonly database: Database,
    private readonly network: Network,
    private readonly vault: Vault,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#keeping ??= this.keep()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'channels not looked after; next round'))
        .finally(() => (this.#keeping = null));
    }, this.config.CHANNEL_ROUND_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#endBy = this.clock.monotonicMs() + STORE_AT_END_MS;
    await this.#keeping;
  }

  /** One round over the channels whose time has come. @returns how many they were */
  async keep(): Promise<number> {
    const due = await this.database.query<Kept>(CLAIM_SQL, [AT_ONCE, KEEP_MINUTES]);
    await Promise.all(due.map((channel) => this.#keepOne(channel)));
    return due.length;
  }

  async #keepOne(channel: Kept): Promise<void> {
    try {
      const { organisationId, id, platform, credential } = channel;
      const sealed = openCredential(this.vault, organisationId, id, credential).reveal();
      const open = channel.expiresAt ? { ...sealed, expiresAt: channel.expiresAt } : sealed;
      const consentLeftMs = this.#leftMs(open.refreshExpiresAt);
      const due = refreshDue({ ...channel, hasRefreshToken: open.refreshToken !== undefined, consentLeftMs });
      const fresh = due ? await this.#refresh(channel, open) : null;
      if (fresh) return await this.#keepTrying(() => this.#store(channel, open, fresh));
      await this.network.adapter(platform).account(this.network.readerIo(platform, channel, open));
      // What can be renewed ends when its consent does.
      const ends = this.#renewable(platform, open) ? (open.refreshExpiresAt ?? null) : channel.expiresAt;
      await this.#warn(channel, ends);
    } catch (error) {
      if (error instanceof PlatformError && error.detail.class === 'auth') {
        const { organisationId, id, credential } = channel;
        await this.database.query(LOSE_ACCESS_SQL, [organisationId, id, error.detail.code, credential]);
        return;
      }
      // Nothing is known of the access: the channel keeps its state, and is looked after again.
      this.logger.warn({ err: error, channel: channel.id }, 'channel not looked after');
      await this.#later(channel);
    }
  }

  /** What a network rotated exists nowhere else: a database that is away is waited for as long as the channel is ours. */
  async #keepTrying(store: () => Promise<void>): Promise<void> {
    const end = this.clock.monotonicMs() + STORE_FOR_MS;
    for (;;) {
      try {
        return await store();
      } catch (error) {
        const over = this.clock.monotonicMs() >= Math.min(end, this.#endBy);
        if (over || !isDatabaseAway(error)) throw error;
        this.logger.warn({ err: error }, 'a renewed access was not stored; it is tried again');
        await sleep(STORE_AGAIN_MS);
      }
    }
  }

  async #later({ organisationId, id, credential, failures, leftMs }: Kept): Promise<void> {
    const pause = nextTry(failures + 1, leftMs, Math.random());
    await this.database.query(LATER_SQL, [organisationId, id, credential, pause / 1000]);
  }

  /** Whether the keeper will renew it by itself. */
  #renewable(platform: Platform, credential: Credential): boolean {
    const app = appCredentials(this.config, platform);
    return (
      this.network.adapter(platform).refresh !== undefined &&
      (renewsItself(platform) || (app !== null && credential.refreshToken !== undefined))
    );
  }

  /** @returns null when the network, or our settings, offer no renewal */
  async #refresh(channel: Kept, credential: Credential): Promise<Credential | null> {
    const { platform } = channel;
    if (!this.#renewable(platform, credential)) return null;
    const app = appCredentials(this.config, platform) ?? { clientId: '', clientSecret: '' };
    const io = this.network.readerIo(platform, channel, credential);
    await failpoint('before_refresh', channel.id);
    const answer = await this.network.adapter(platform).refresh?.(io, app);
    await failpoint('after_refresh', channel.id);
    return answer ? renewed(credential, answer) : null;
  }

  /**
   * Stored before anyone uses it. The row is locked first: its text may be another by now, because keys were rotated
   * or a person reconnected, and the used-up refresh token must not outlive either.
   */
  async #store({ organisationId, id, platform }: Kept, used: Credential, fresh: Credential): Promise<void> {
    const stored = await this.database.system(async (tx) => {
      const [row] = await tx.query<{ credential: string }[]>(
        `SELECT credential FROM channel WHERE organisation_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE`,
        [organisationId, id],
      );
      if (!row) return false;
      const latest = openCredential(this.vault, organisationId, id, row.credential).reveal();
      const wanted = afterRenewal(used, latest, fresh);
      if (!wanted) return false;
      const sealed = sealCredential(this.vault, organisationId, id, wanted);
      const end = endOfAccess(platform, wanted.expiresAt, this.clock.now().getTime());
      const next = nextLook(platform, null) / 1000;
      const same = sameConsent(used, wanted);
      await tx.query(STORE_SQL, [organisationId, id, sealed, end.at, next, end.assumed, same]);
      return true;
    });
    this.logger.info({ channel: id, platform }, stored ? 'access renewed' : 'renewal not wanted any more');
  }

  /** @param instant UTC */
  #leftMs(instant: string | null | undefined): number | null {
    return instant ? Date.parse(instant) - this.clock.now().getTime() : null;
  }

  /** @param expiresAt UTC instant after which only a person can give access again; null when there is none */
  async #warn(channel: Kept, expiresAt: string | null): Promise<void> {
    const { organisationId, id, platform, leftMs, toldDays } = channel;
    const days = expiryWarning(this.#leftMs(expiresAt), toldDays);
    await this.database.system(async (tx) => {
      const rows = await tx.query<unknown[]>(LOOKED_SQL, [
        organisationId,
        id,
        channel.credential,
        nextLook(platform, leftMs) / 1000,
        days,
      ]);
      if (rows.length > 0 && days !== null && expiresAt !== null) {
        await tell(tx, organisationId, 'channel.token_expiring', { channelId: id, expiresAt, days });
      }
    });
  }
}

/** Moving the time ahead is the lease: no transaction stays open while a network is asked. */
const CLAIM_SQL = `
  WITH due AS (
    SELECT organisation_id, id FROM channel WHERE keep_at <= statement_timestamp() AND state = 'connected' AND removed_at IS NULL
    ORDER BY keep_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), kept AS (
    UPDATE channel c SET keep_at = clock_timestamp() + make_interval(mins => $2) FROM due
    WHERE c.organisation_id = due.organisation_id AND c.id = due.id RETURNING c.*
  )
  SELECT organisation_id AS "organisationId", id, platform, remote_id AS "remoteId", handle, credential, told_days AS "toldDays",
    token_end_assumed AS assumed, keep_failures AS failures,
    extract(epoch FROM token_expires_at - clock_timestamp())::float8 * 1000 AS "leftMs",
    to_char(token_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "expiresAt"
  FROM kept`;

const STORE_SQL = `
  WITH stored AS (
    UPDATE channel SET credential = $3, token_expires_at = $4::timestamptz, token_end_assumed = $6, told_days = CASE WHEN $7 THEN told_days END, keep_failures = 0,
      keep_at = clock_timestamp() + CASE WHEN $4::timestamptz IS NULL THEN make_interval(secs => $5)
        ELSE least(make_interval(secs => $5), greatest(interval '10 minutes', ($4::timestamptz - clock_timestamp()) / 2)) END
    WHERE organisation_id = $1 AND id = $2 RETURNING id
  ) SELECT id FROM stored`;

const LOOKED_SQL = `
  WITH looked AS (
    UPDATE channel SET keep_at = clock_timestamp() + make_interval(secs => $4 * (0.9 + random() / 5)), told_days = coalesce($5, told_days), keep_failures = 0
    WHERE organisation_id = $1 AND id = $2 AND credential = $3 RETURNING id
  ) SELECT id FROM looked`;

/** Not for an access that somebody gave meanwhile. */
const LATER_SQL = `
  WITH later AS (
    UPDATE channel SET keep_failures = keep_failures + 1, keep_at = clock_timestamp() + make_interval(secs => $4)
    WHERE organisation_id = $1 AND id = $2 AND credential = $3 RETURNING id
  ) SELECT id FROM later`;
