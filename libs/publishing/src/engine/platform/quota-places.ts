import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { PostQuota } from '#rules/platforms';
import { type Budget, DAY_MS, endOfUtcDay, takePlace } from '../../rules/quota.js';
import { PlatformQuotas } from '../../quotas/platform-quotas.js';
import { QUOTA_USE, type QuotaUse } from '../../quotas/quota.sql.js';
import { Batcher, type Work } from '../claim/index.js';
import { RateStore } from './rate-store.js';

/** The place of a publication in its network's quotas. */
export interface QuotaPlace {
  /** From now (database clock), ms; 0 when it has a place at its due instant. */
  inMs: number;
  /** UTC instant, ms. */
  at: number;
  /** The quota that binds most. */
  quota: PostQuota;
}

type Asked = Pick<Work, 'organisationId' | 'id' | 'channelId'> & { quota: PostQuota };

/** Counters of an application's day are kept this long, ms. */
const APP_DAY_MS = 2 * DAY_MS;

/**
 * Finds each publication's place in a network's daily quotas. An account's quota is computed from what went out and
 * from the order of due instants, so every worker gets the same result and reserves nothing; an application's quota
 * is counted in the store that workers share.
 */
@Injectable()
export class QuotaPlaces {
  readonly #uses = new Batcher<Asked, QuotaUse | null>((items) => this.#readAll(items));

  constructor(
    private readonly database: Database,
    private readonly quotas: PlatformQuotas,
    private readonly store: RateStore,
  ) {}

  /** The account's quotas that the last look checks again. */
  quotasOf(work: Work): readonly PostQuota[] {
    return this.quotas.forType(work.platform, work.content.type).filter(({ of }) => of === 'account');
  }

  /**
   * The place of a publication; null when it has one at its due instant. Counts the publication, once a day, in the
   * application's quota.
   * @param leadMs a place further ahead than this is not looked for: it is asked for again then
   */
  async find(work: Work, leadMs: number): Promise<QuotaPlace | null> {
    const quotas = this.quotas.forType(work.platform, work.content.type);
    let place: QuotaPlace | null = null;
    // The account's quotas first: the application is asked for the day on which the account has a place.
    for (const quota of [...quotas].sort((a, b) => a.of.localeCompare(b.of))) {
      const use = await this.#uses.add({ ...pick(work), quota });
      if (!use) return null;
      const { now } = use;
      const wanted = Math.max(now, work.dueAt, place?.at ?? 0);
      if (quota.of === 'app' && wanted > Math.max(now, work.dueAt) && wanted - now > leadMs) break;
      const at =
        quota.of === 'account'
          ? inAccount(work, quota, use)
          : await this.#inApp(work, quota, wanted, now + leadMs);
      if (at > wanted) place = { at, quota, inMs: at - now };
    }
    return place;
  }

  /** The first UTC day, from `wanted` on, on which the application has a place; days after `latest` are not asked. */
  async #inApp(work: Work, quota: PostQuota, wanted: number, latest: number): Promise<number> {
    const drawn = `$quota:${quota.name}`;
    for (let at = wanted; ; at = endOfUtcDay(at)) {
      if (at > wanted && at > latest) return at;
      const day = utcDay(at);
      if (work.progress[drawn] === day) return at;
      if ((await this.store.take(appCounter(work.platform, quota, day))) > 0) continue;
      work.progress = { ...work.progress, [drawn]: day };
      return at;
    }
  }

  /** Null for a publication that is gone. */
  async #readAll(items: Asked[]): Promise<(QuotaUse | null)[]> {
    const asked = items.map(({ quota: { name, of, window, types }, ...key }) => ({
      ...key,
      own: of === 'account',
      name,
      window,
      types,
    }));
    const rows = await QUOTA_USE.rows(this.database, { asked: JSON.stringify(asked) });
    const found = new Map(rows.map((row) => [`${row.id} ${row.name}`, row]));
    return items.map(({ id, quota }) => found.get(`${id} ${quota.name}`) ?? null);
  }
}

const pick = ({ organisationId, id, channelId }: Work) => ({ organisationId, id, channelId });

/** Earlier publications take their places first, unless these would be too late for them. */
function inAccount(work: Work, { limit, window }: PostQuota, { now, taken, ahead }: QuotaUse): number {
  const budget: Budget = { limit, window, taken: [...taken] };
  for (const due of ahead) takePlace([budget], Math.max(due, now), due + work.lateLimitMs);
  return takePlace([budget], Math.max(work.dueAt, now));
}

/** `2026-12-01`. */
const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** @param day in UTC, `2026-12-01` */
const appCounter = (platform: string, quota: PostQuota, day: string) => ({
  key: `${platform}:${quota.name}:${day}`,
  limit: quota.limit,
  windowMs: APP_DAY_MS,
});
