import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import { timeZoneOf } from '#lib/organisation';
import { CALENDAR } from './calendar.sql.js';
import type { calendarQuery } from './planning.schemas.js';
import { readWindow } from './window.js';

/** Most entries in one answer. */
export const MAX_ENTRIES = 5000;
const MAX_DAYS = 400;

/** Planned posts in a window of time, with only what a calendar draws. */
@Injectable()
export class CalendarService {
  constructor(private readonly database: Database) {}

  /**
   * @returns the answer as JSON text from PostgreSQL: parsing and rebuilding hundreds of rows would be most of the
   * request's cost here
   * @throws DomainError 422 for a window that ends before it starts, or of more than 400 days
   */
  async window(who: Principal, query: z.output<typeof calendarQuery>): Promise<string> {
    const zone = query.timeZone ?? (await this.database.read(who.organisationId, timeZoneOf));
    const { from, to } = readWindow(query, zone, MAX_DAYS);
    const values = {
      organisationId: who.organisationId,
      from: from.toISO(),
      to: to.toISO(),
      states: query.states ?? null,
      formatIds: query.formatIds ?? null,
      campaignIds: query.campaignIds ?? null,
      channelIds: query.channelIds ?? null,
      nodes: visibleNodes(who),
    };
    const ask = async (limit: number) =>
      (await this.database.read(who.organisationId, (tx) => CALENDAR.row(tx, { ...values, limit }))) ?? {
        items: '[]',
        count: 0,
      };
    const entries = await ask(MAX_ENTRIES + 1);
    const truncated = entries.count > MAX_ENTRIES;
    const { items } = truncated ? await ask(MAX_ENTRIES) : entries;
    return `{"items":${items},"truncated":${truncated}}`;
  }
}
