import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { PostQuota } from '#rules/platforms';
import { type Budget, DAY_MS, endOfUtcDay, takePlace } from '../../rules/quota.js';
import { QuotaBook } from '../../quotas/quota-book.js';
import { BUDGET_SQL } from '../../quotas/quota.sql.js';
import { Batcher, type Work } from '../hold/index.js';
import { RateStore } from './rate-store.js';

/** When a publication has a place in its network's quotas. */
export interface Place {
  /** From now (database clock), ms; 0 when that is when it is due. */
  inMs: number;
  /** UTC instant, ms. */
  at: number;
  /** The quota that binds most. */
  quota: PostQuota;
}

interface Standing {
  now: number;
  taken: number[];
  ahead: number[];
}

type Asked = Pick<Work, 'organisationId' | 'id' | 'channelId'> & { quota: PostQuota };

/** Days of an application's counter are kept this much longer than they last, ms. */
const APP_DAY_MS = 2 * DAY_MS;

/**
 * Gives publications their place in what a network takes in a day. An account's quota is reckoned from what went out,
 * by the order in which they are due, so every worker comes to the same result and nothing has to be reserved; an application's
 * is counted in the store that workers share.
 */
@Injectable()
export class Admission {
  readonly #budgets = new Batcher<Asked, Standing | null>((items) => this.#readAll(items));

  constructor(
    private readonly database: Database,
    private readonly book: QuotaBook,
    private readonly store: RateStore,
  ) {}

  /** Quotas of the account that the last look checks again. */
  quotasOf(work: Work): readonly PostQuota[] {
    return this.book.drawnBy(work.platform, work.content.type).filter(({ of }) => of === 'account');
  }

  /**
   * The place of a publication; null when that is when it is due. Counts it, once a day, in the budget of the
   * application.
   * @param leadMs what needs no place sooner than this is not looked for twice
   */
  async ask(work: Work, leadMs: number): Promise<Place | null> {
    const quotas = this.book.drawnBy(work.platform, work.content.type);
    let place: Place | null = null;
    // The account's first: the application is asked for the day on which the account has a place.
    for (const quota of [...quotas].sort((a, b) => a.of.localeCompare(b.of))) {
      const standing = await this.#budgets.add({ ...pick(work), quota });
      if (!standing) return null;
      const { now } = standing;
      const wanted = Math.max(now, work.dueAt, place?.at ?? 0);
      if (quota.of === 'app' && wanted > Math.max(now, work.dueAt) && wanted - now > leadMs) break;
      const at =
        quota.of === 'account'
          ? inAccount(work, quota, standing)
          : await this.#inApp(work, quota, wanted, now + leadMs);
      if (at > wanted) place = { at, quota, inMs: at - now };
    }
    return place;
  }

  /** The first day in UTC, from `wanted` on, on which the application has a place; those after `latest` are not asked. */
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
  async #readAll(items: Asked[]): Promise<(Standing | null)[]> {
    const asked = items.map(({ quota: { name, of, window, types }, ...key }) => ({
      ...key,
      own: of === 'account',
      name,
      window,
      types,
    }));
    const rows = await this.database.query<Standing & { id: string; name: string }>(BUDGET_SQL, [
      JSON.stringify(asked),
    ]);
    const found = new Map(rows.map((row) => [`${row.id} ${row.name}`, row]));
    return items.map(({ id, quota }) => found.get(`${id} ${quota.name}`) ?? null);
  }
}

const pick = ({ organisationId, id, channelId }: Work) => ({ organisationId, id, channelId });

/** Those before it take their places first, as long as those are of use to them. */
function inAccount(work: Work, { limit, window }: PostQuota, { now, taken, ahead }: Standing): number {
  const budget: Budget = { limit, window, taken: [...taken] };
  for (const due of ahead) takePlace([budget], Math.max(due, now), due + work.lateLimitMs);
  return takePlace([budget], Math.max(work.dueAt, now));
}

/** `2026-12-01`. */
const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** @param day of UTC, `2026-12-01` */
const appCounter = (platform: string, quota: PostQuota, day: string) => ({
  key: `${platform}:${quota.name}:${day}`,
  limit: quota.limit,
  windowMs: APP_DAY_MS,
});
