import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { Database } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import { invalid } from '#lib/kernel';
import type { calendarQuery } from './planning.schemas.js';

/** The most entries one answer carries. */
export const MAX_ENTRIES = 5000;
const MAX_DAYS = 400;

interface Row {
  postId: string;
  title: string;
  start: string;
  localTime: string;
  timeZone: string;
  channels: { id: string; platform: string }[];
  state: string;
  needsAttention: boolean;
  formatKey: string | null;
}

/** What is planned in a window of time, as light as a calendar can draw it. */
@Injectable()
export class CalendarService {
  constructor(private readonly database: Database) {}

  /** @throws DomainError 422 for a window that ends before it starts, or of more than 400 days */
  async window(
    who: Principal,
    query: z.output<typeof calendarQuery>,
  ): Promise<{ items: Row[]; truncated: boolean }> {
    const zone = query.timeZone ?? (await this.#zone(who));
    const [from, to] = [DateTime.fromISO(query.from, { zone }), DateTime.fromISO(query.to, { zone })];
    if (!from.isValid || !to.isValid || from >= to || to.diff(from, 'days').days > MAX_DAYS) {
      throw invalid([{ path: 'to', code: 'window_invalid' }]);
    }
    const rows = await this.database.read(who.organisationId, (tx) =>
      tx.query<Row[]>(CALENDAR_SQL, [
        who.organisationId,
        from.toUTC().toISO(),
        to.toUTC().toISO(),
        query.states ?? null,
        query.formatIds ?? null,
        query.campaignIds ?? null,
        query.channelIds ?? null,
        visibleNodes(who),
        MAX_ENTRIES + 1,
      ]),
    );
    return { items: rows.slice(0, MAX_ENTRIES), truncated: rows.length > MAX_ENTRIES };
  }

  async #zone(who: Principal): Promise<string> {
    const [row] = await this.database.read(who.organisationId, (tx) =>
      tx.query<{ zone: string }[]>('SELECT time_zone AS zone FROM organisation'),
    );
    return row?.zone ?? 'utc';
  }
}

/** Index `post_calendar` answers it without touching the table; channels come from the key of `post_variant`. */
export const CALENDAR_SQL = `
  SELECT p.id AS "postId", p.title, to_char(p.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS start,
    p.local_time AS "localTime", p.time_zone AS "timeZone", p.state, p.needs_attention AS "needsAttention", f.key AS "formatKey",
    coalesce((SELECT json_agg(json_build_object('id', c.id, 'platform', c.platform) ORDER BY v.position)
      FROM post_variant v JOIN channel c ON c.organisation_id = v.organisation_id AND c.id = v.channel_id
      WHERE v.organisation_id = p.organisation_id AND v.post_id = p.id), '[]') AS channels
  FROM post p LEFT JOIN format f ON f.organisation_id = p.organisation_id AND f.id = p.format_id
  WHERE p.organisation_id = $1 AND p.due_at >= $2 AND p.due_at < $3
    AND ($4::text[] IS NULL OR p.state = ANY($4))
    AND ($5::uuid[] IS NULL OR p.format_id = ANY($5))
    AND ($6::uuid[] IS NULL OR p.campaign_id = ANY($6))
    AND ($7::uuid[] IS NULL OR EXISTS (SELECT 1 FROM post_variant v WHERE v.organisation_id = p.organisation_id
      AND v.post_id = p.id AND v.channel_id = ANY($7)))
    AND ($8::uuid[] IS NULL OR EXISTS (SELECT 1 FROM establishment e WHERE e.organisation_id = p.organisation_id
      AND e.id = p.establishment_id AND e.path && $8))
  ORDER BY p.due_at, p.id LIMIT $9`;
