/** A pause that a network asked for, cut to what is believed. */
export interface Hold {
  holdMs: number;
  /** It asked for more: a person is told. */
  long: boolean;
}

/**
 * Nobody is left alone for years because of one header: what goes beyond the limit is cut to it, then the network is asked
 * again. What is no number counts as beyond it.
 * @param limitHours the setting `HOLD_LIMIT_HOURS`
 */
export function capHold(askedMs: number, limitHours: number): Hold {
  const limitMs = limitHours * 3_600_000;
  const long = !(askedMs <= limitMs);
  return { holdMs: long ? limitMs : Math.max(0, askedMs), long };
}
