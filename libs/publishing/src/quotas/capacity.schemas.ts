import { z } from 'zod';
import { id, instant } from '#lib/kernel';
import { windowQuery } from '#lib/planning';
import { PLATFORMS } from '#rules/platforms';

/** What is asked: a window of the calendar. */
export const capacityQuery = z.object({
  /** At most 62 days; hours are grouped in the zone. */
  ...windowQuery,
});

/** Publications of one hour that a network will not all take when they are due. */
export const shortage = z
  .object({
    platform: z.enum(PLATFORMS),
    /** The channel whose quota it is; null for the application's quota, which all its channels share. */
    channel: z.object({ id, name: z.string() }).nullable(),
    /** Posts the network takes in a day. */
    limit: z.number(),
    window: z.enum(['rolling_day', 'utc_day']),
    /** Due instant of the first of them, UTC. */
    at: instant,
    /** Publications of this hour. */
    planned: z.number(),
    /** Those that will not go out when they are due. */
    late: z.number(),
    /** Those of them that would be later than the organisation's limit, and will not be sent. */
    tooLate: z.number(),
    /** When the last that is still sent goes out; null when there is none. */
    lastAt: instant.nullable(),
    /** Posts of those without a place, as far as this person sees them. */
    postIds: z.array(id),
  })
  .meta({ id: 'Shortage' });
/** Shortages of a window, soonest first; none where everything fits. */
export const capacity = z.object({ items: z.array(shortage) }).meta({ id: 'Capacity' });
