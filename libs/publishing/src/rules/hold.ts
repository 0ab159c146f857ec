/** A pause that a network asked for, cut to the limit. */
export interface Hold {
  holdMs: number;
  /** The network asked for more than the limit: people are notified. */
  long: boolean;
}

/**
 * Cuts a pause to the limit, so that one wrong header does not hold a channel for years; the network is asked again
 * afterwards. What is not a number counts as above the limit.
 * @param limitHours the setting `HOLD_LIMIT_HOURS`
 */
export function capHold(askedMs: number, limitHours: number): Hold {
  const limitMs = limitHours * 3_600_000;
  const long = !(askedMs <= limitMs);
  return { holdMs: long ? limitMs : Math.max(0, askedMs), long };
}
