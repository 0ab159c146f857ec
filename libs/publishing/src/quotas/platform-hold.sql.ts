/** Holds whole networks. @param rows a query of `platform` and `ms` */
export const holdPlatforms = (rows: string): string =>
  `INSERT INTO network_hold (platform, held_until)
    SELECT platform, clock_timestamp() + make_interval(secs => max(ms) / 1000)
    FROM (${rows}) AS asked
    GROUP BY platform
    ORDER BY platform
    ON CONFLICT (platform) DO UPDATE SET held_until = greatest(network_hold.held_until, excluded.held_until)
    RETURNING platform`;
