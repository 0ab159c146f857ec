import { ms } from '../../sql.js';

/**
 * What the engine's statements have in common.
 * - Times that an index searches by are compared with `statement_timestamp()`. `clock_timestamp()` changes within a
 *   statement, so no index can be searched by it, and each sweep would read a year of plans.
 * - A statement that changes several publications locks them first, in the order of their ids, as the API does (a
 *   sweep skips locked ones). In another order two of them could deadlock, which PostgreSQL resolves only after a
 *   second.
 * - Letters: `u` publication, `q` another one of its channel, `c` channel, `p` post, `r` revision.
 */

/** Matches a publication with a parameter row of `organisationId` and `id`. @param row alias of that row */
export const named = (row: string): string =>
  `u.organisation_id = ${row}."organisationId"
      AND u.id = ${row}.id`;

/** The same, and the publication still has the fence that the row names. */
export const isFencedBy = (row: string): string => `${named(row)}
      AND u.fence = ${row}.fence`;

/**
 * Locks, in order, the publications that rows of `organisationId, id, fence` name and still hold.
 * @param rows name of the part that has the rows
 * @param first what must happen before: a condition that is always true, evaluated before the first row is touched
 * @param more a further column, of `u` and of `k`, its row
 */
export const lockFenced = (rows: string, first = 'true', more = ''): string => `
    SELECT u.id${more && `, ${more}`}
    FROM ${rows} k
    JOIN publication u ON ${isFencedBy('k')}
    WHERE ${first}
    ORDER BY u.id FOR NO KEY UPDATE OF u`;

/** End of a channel's hold: that of its own account or that of the whole network, whichever is later. */
export const HELD_UNTIL = `greatest(
      c.held_until,
      (SELECT n.held_until FROM network_hold n WHERE n.platform = c.platform))`;

/** From now until an instant, ms; never below 0. @param until an SQL expression */
export const msUntil = (until: string): string =>
  `greatest(0, ${ms(`${until} - clock_timestamp()`)})::float8`;

/** Since an instant, ms. @param since an SQL expression */
export const msSince = (since: string): string => `${ms(`clock_timestamp() - ${since}`)}::float8`;
