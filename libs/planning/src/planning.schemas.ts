import { z } from 'zod';
import { commaList, id, instant } from '#lib/kernel';
import { PLATFORMS } from '#rules/platforms';
import { POST_STATES } from '#rules/posts';
import { windowQuery } from './window.js';

export const calendarQuery = z.object({
  /** At most 400 days. */
  ...windowQuery,
  channelIds: commaList(id),
  states: commaList(z.enum(POST_STATES)),
  formatIds: commaList(id),
  campaignIds: commaList(id),
});

export const calendarEntry = z
  .object({
    postId: id,
    /** The post's title, else its first words. */
    title: z.string(),
    /** UTC instant. */
    start: instant,
    /** Its local schedule: the time stays when the entry is dragged to another day. */
    localTime: z.string(),
    timeZone: z.string(),
    channels: z.array(z.object({ id, platform: z.enum(PLATFORMS) })),
    state: z.enum(POST_STATES),
    /** A publication of the post waits for a person. */
    needsAttention: z.boolean(),
    formatKey: z.string().nullable(),
  })
  .meta({ id: 'CalendarEntry' });
/** At most 5,000 entries; `truncated` when there were more. */
export const calendar = z
  .object({ items: z.array(calendarEntry), truncated: z.boolean() })
  .meta({ id: 'Calendar' });
