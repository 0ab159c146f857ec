import { ms } from '../../sql.js';

/**
 * What the engine's statements have in common.
 * - Every statement ends in a SELECT, because TypeORM answers bare writes as a pair of rows and count.
 * - What an index shall find by time is compared with `statement_timestamp()`: `clock_timestamp()` changes within a
 *   statement, so that no index may be searched by it, and a year of plans would be read at each sweep.
 * - What changes several publications locks them first, in the order of their ids, as the API does (a sweep leaves out
 *   what is locked): two that met in another order would stand still for a second until PostgreSQL ends one of them.
 * - Letters: `u` publication, `q` another one of its channel, `c` channel, `p` post, `r` revision.
 */

/** The same publication as a row of `organisationId` and `id` that was sent along. @param row its letter */
export const named = (row: string): string =>
  `u.organisation_id = ${row}."organisationId" AND u.id = ${row}.id`;

/** The same, and still held under the fence that the row names. */
export const heldBy = (row: string): string => `${named(row)} AND u.fence = ${row}.fence`;

/**
 * Locks the publications that rows of `organisationId, id, fence` name and still hold, in order.
 * @param rows name of the part that has them
 * @param first what must have happened before: a condition that is always true, asked before the first row is touched
 */
export const lockMine = (rows: string, first = 'true'): string => `
    SELECT u.id
    FROM ${rows} k
    JOIN publication u ON ${heldBy('k')}
    WHERE ${first}
    ORDER BY u.id FOR NO KEY UPDATE OF u`;

/** Until when a channel is left alone: by its own account's limits, or by those of the whole network. */
export const HELD_UNTIL = `greatest(
      c.held_until,
      (SELECT n.held_until FROM network_hold n WHERE n.platform = c.platform))`;

/** From now until an instant, ms; never below 0. @param until an instant */
export const msUntil = (until: string): string =>
  `greatest(0, ${ms(`${until} - clock_timestamp()`)})::float8`;

/** Since an instant, ms. */
export const msSince = (since: string): string => `${ms(`clock_timestamp() - ${since}`)}::float8`;
