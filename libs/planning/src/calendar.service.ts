import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import type { calendarQuery } from './planning.schemas.js';
import { readWindow } from './window.js';

/** The most entries one answer carries. */
export const MAX_ENTRIES = 5000;
const MAX_DAYS = 400;

interface Entries {
  /** A JSON array. */
  items: string;
  count: number;
}

/** What is planned in a window of time, as light as a calendar can draw it. */
@Injectable()
export class CalendarService {
  constructor(private readonly database: Database) {}

  /**
   * @returns the answer as JSON, which PostgreSQL writes: taking hundreds of rows apart to put them together again is most
   * of what the request would cost this process
   * @throws DomainError 422 for a window that ends before it starts, or of more than 400 days
   */
  async window(who: Principal, query: z.output<typeof calendarQuery>): Promise<string> {
    const zone = query.timeZone ?? (await this.#zone(who));
    const { from, to } = readWindow(query, zone, MAX_DAYS);
    const ask = async (limit: number): Promise<Entries> => {
      const values = [
        who.organisationId,
        from.toISO(),
        to.toISO(),
        query.states ?? null,
        query.formatIds ?? null,
        query.campaignIds ?? null,
        query.channelIds ?? null,
        visibleNodes(who),
        limit,
      ];
      const [entries] = await this.database.read(who.organisationId, (tx) =>
        tx.query<Entries[]>(CALENDAR_JSON, values),
      );
      return entries ?? { items: '[]', count: 0 };
    };
    const entries = await ask(MAX_ENTRIES + 1);
    const truncated = entries.count > MAX_ENTRIES;
    const { items } = truncated ? await ask(MAX_ENTRIES) : entries;
    return `{"items":${items},"truncated":${truncated}}`;
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
  SELECT p.id AS "postId", p.label AS title, to_char(p.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS start,
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

const CALENDAR_JSON = `SELECT coalesce(json_agg(entry), '[]')::text AS items, count(*)::int AS count FROM (${CALENDAR_SQL}) entry`;
