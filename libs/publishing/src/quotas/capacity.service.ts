import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { Database, type Tx } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import { readWindow } from '#lib/planning';
import { capabilitiesOf, derivePostType, type Platform, PLATFORMS, type PostQuota } from '#rules/platforms';
import { type Planned, type Shortage, shortages } from '../rules/shortage.js';
import { CROWDED, ORGANISATION, PLANNED, type PlannedRow } from './capacity.sql.js';
import type { capacityQuery } from './capacity.schemas.js';
import { PlatformQuotas } from './platform-quotas.js';

const MAX_DAYS = 62;

/** The channel or application whose budget a key names. */
interface Owner {
  platform: Platform;
  quota: PostQuota;
  channel: { id: string; name: string } | null;
}

/** Warns before the due instant of posts that a network will not take at it. */
@Injectable()
export class CapacityService {
  constructor(
    private readonly database: Database,
    private readonly quotas: PlatformQuotas,
  ) {}

  /**
   * Shortages of the window, soonest first, on channels this person sees.
   * @throws DomainError 422 for a window that ends before it starts, or of more than 62 days
   */
  async window(who: Principal, query: z.output<typeof capacityQuery>): Promise<{ items: object[] }> {
    return this.database.read(who.organisationId, async (tx) => {
      const organisation = (await ORGANISATION.row(tx)) ?? { zone: 'utc', lateLimitMs: 0 };
      const zone = query.timeZone ?? organisation.zone;
      const { from, to } = readWindow(query, zone, MAX_DAYS);
      // What went out the day before still counts on the first day.
      const rows = await this.#planned(tx, who, from.minus({ days: 1 }), to);
      const owners = new Map<string, Owner>();
      const planned = rows.map((row) => this.#draw(row, owners));
      const found = shortages(planned, {
        quotas: new Map([...owners].map(([key, { quota }]) => [key, quota])),
        lateLimitMs: organisation.lateLimitMs,
        hourOf: (at) => DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH'),
      });
      const seen = new Set(rows.filter(({ postSeen }) => postSeen).map(({ postId }) => postId));
      const mine = new Set(rows.filter(({ channelSeen }) => channelSeen).map(({ channelId }) => channelId));
      const items = found
        .filter(({ at }) => at >= from.toMillis())
        .map((shortage) => shown(shortage, owners.get(shortage.budget) as Owner, seen))
        .filter(({ channel }) => channel === null || mine.has(channel.id));
      return { items: items.sort((a, b) => a.at.localeCompare(b.at)) };
    });
  }

  async #planned(tx: Tx, who: Principal, from: DateTime<true>, to: DateTime<true>): Promise<PlannedRow[]> {
    const window = {
      organisationId: who.organisationId,
      from: from.toUTC().toISO(),
      to: to.toUTC().toISO(),
    };
    const limits = PLATFORMS.map((platform) => ({
      platform,
      own: this.#least(platform, 'account'),
      app: this.#least(platform, 'app'),
    }));
    const crowded = await CROWDED.rows(tx, { ...window, limits: JSON.stringify(limits) });
    if (crowded.length === 0) return [];
    const channels = crowded.flatMap(({ channelId }) => channelId ?? []);
    const networks = crowded.filter(({ channelId }) => channelId === null).map(({ platform }) => platform);
    return PLANNED.rows(tx, { ...window, channels, networks, nodes: visibleNodes(who) });
  }

  #least(platform: Platform, of: PostQuota['of']): number | null {
    const limits = this.quotas.of(platform).filter((quota) => quota.of === of);
    return limits.length > 0 ? Math.min(...limits.map(({ limit }) => limit)) : null;
  }

  #draw(row: PlannedRow, owners: Map<string, Owner>): Planned {
    const type = row.type ?? derivePostType(capabilitiesOf(row.platform).types, row.media ?? [], row.link);
    const draws = this.quotas.forType(row.platform, type).map((quota) => {
      const channel = quota.of === 'account' ? { id: row.channelId, name: row.channelName } : null;
      const key = `${row.platform} ${quota.name} ${channel?.id ?? ''}`;
      owners.set(key, { platform: row.platform, quota, channel });
      return key;
    });
    return { postId: row.postId, draws, at: row.at, sent: row.sent };
  }
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

function shown(shortage: Shortage, { platform, quota, channel }: Owner, seen: ReadonlySet<string>) {
  return {
    platform,
    channel,
    limit: quota.limit,
    window: quota.window,
    at: isoOf(shortage.at),
    planned: shortage.planned,
    late: shortage.late,
    tooLate: shortage.tooLate,
    lastAt: shortage.lastAt === null ? null : isoOf(shortage.lastAt),
    postIds: shortage.postIds.filter((id) => seen.has(id)),
  };
}
