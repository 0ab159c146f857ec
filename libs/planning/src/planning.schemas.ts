import { z } from 'zod';
import { commaList, id, instant, timeZone } from '#lib/kernel';
import { PLATFORMS } from '#rules/platforms';
import { POST_STATES } from '#rules/posts';

export const calendarQuery = z.object({
  /** Instants or days; `to` is excluded. At most 400 days apart. */
  from: z.union([z.iso.datetime({ offset: true }), z.iso.date()]),
  to: z.union([z.iso.datetime({ offset: true }), z.iso.date()]),
  channelIds: commaList(id),
  states: commaList(z.enum(POST_STATES)),
  formatIds: commaList(id),
  campaignIds: commaList(id),
  /** Zone in which days given without time are understood; the organisation's when absent. */
  timeZone: timeZone.optional(),
});

export const calendarEntry = z
  .object({
    postId: id,
    title: z.string(),
    /** UTC instant. */
    start: instant,
    /** The local wish it comes from: what stays when the entry is dragged to another day. */
    localTime: z.string(),
    timeZone: z.string(),
    channels: z.array(z.object({ id, platform: z.enum(PLATFORMS) })),
    state: z.enum(POST_STATES),
    /** Some publication of the post waits for a person. */
    needsAttention: z.boolean(),
    formatKey: z.string().nullable(),
  })
  .meta({ id: 'CalendarEntry' });
/** At most 5,000 entries; `truncated` says that there were more. */
export const calendar = z
  .object({ items: z.array(calendarEntry), truncated: z.boolean() })
  .meta({ id: 'Calendar' });
