import type { Clock } from '#lib/kernel';

/** Time until a UTC instant, ms; null when there is none. */
export const msUntil = (instant: string | null | undefined, clock: Clock): number | null =>
  instant ? Date.parse(instant) - clock.now().getTime() : null;
