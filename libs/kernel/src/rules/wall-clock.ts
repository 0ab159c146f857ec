import { DateTime, IANAZone } from 'luxon';

/** A time as a person enters it: local date and time with a zone. */
export interface LocalSchedule {
  /** `YYYY-MM-DDTHH:mm`, without offset. */
  localTime: string;
  /** IANA name, e.g. `Europe/Paris`. */
  timeZone: string;
}

export type ResolvedLocalSchedule =
  | {
      ok: true;
      /** UTC instant, ISO 8601 with milliseconds. */
      dueAt: string;
      /** UTC offset that was used, minutes. */
      offsetMinutes: number;
      /** True when the local time occurs twice (autumn) and the earlier one was taken. */
      ambiguous: boolean;
    }
  | { ok: false; code: 'time_zone_unknown' | 'local_time_invalid' }
  /** The clocks skip this time (spring); `nearest` are the last minute before and the first after. */
  | { ok: false; code: 'local_time_does_not_exist'; nearest: [string, string] };

/**
 * Local times that are accepted: years for which zones and posts make sense, and no `24:00`, which ISO 8601 allows
 * but no clock shows.
 */
const LOCAL = /^(?:19[7-9]\d|2\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/;
const FORMAT = "yyyy-MM-dd'T'HH:mm";

/**
 * Derives the instant of a local schedule. A time that does not exist is refused with the two nearest ones; of one
 * that occurs twice, the earlier is taken and `ambiguous` set. The server's own zone is not used.
 */
export function resolveLocalSchedule(localSchedule: LocalSchedule): ResolvedLocalSchedule {
  if (!IANAZone.isValidZone(localSchedule.timeZone)) return { ok: false, code: 'time_zone_unknown' };
  if (!LOCAL.test(localSchedule.localTime)) return { ok: false, code: 'local_time_invalid' };
  const wanted = DateTime.fromISO(localSchedule.localTime, { zone: 'utc' });
  if (!wanted.isValid) return { ok: false, code: 'local_time_invalid' };

  // Every instant with this local time: try the offsets before and after it (a zone changes at most once a day).
  const around = [-26, 26].map((hours) => wanted.plus({ hours }).setZone(localSchedule.timeZone).offset);
  const candidates = [...new Set(around)]
    .map((offset) => wanted.minus({ minutes: offset }).setZone(localSchedule.timeZone))
    .filter((instant) => instant.toFormat(FORMAT) === localSchedule.localTime)
    .sort((a, b) => a.toMillis() - b.toMillis());

  const [earlier] = candidates;
  if (earlier) {
    return {
      ok: true,
      dueAt: earlier.toUTC().toISO() as string,
      offsetMinutes: earlier.offset,
      ambiguous: candidates.length > 1,
    };
  }
  const [before = 0, after = 0] = around;
  const gap = after - before;
  // With the old offset the time is after the jump, with the new one before it, so the jump is in between.
  const jump = findJump(
    wanted.minus({ minutes: after }),
    wanted.minus({ minutes: before }),
    localSchedule.timeZone,
  );
  return {
    ok: false,
    code: 'local_time_does_not_exist',
    nearest: [
      jump.plus({ minutes: before - 1 }).toFormat(FORMAT),
      jump.plus({ minutes: before + gap }).toFormat(FORMAT),
    ],
  };
}

/** The first minute, in UTC, at which the zone's offset is the later one. */
function findJump(from: DateTime, to: DateTime, timeZone: string): DateTime {
  let low = from.toUTC();
  let high = to.toUTC();
  const target = high.setZone(timeZone).offset;
  while (high.diff(low, 'minutes').minutes > 1) {
    const middle = low.plus({ minutes: Math.floor(high.diff(low, 'minutes').minutes / 2) });
    if (middle.setZone(timeZone).offset === target) high = middle;
    else low = middle;
  }
  return high;
}

/** Moves a local schedule to another day at the same local time, as dragging in the calendar does. */
export function moveToDay(localSchedule: LocalSchedule, day: string): LocalSchedule {
  return { ...localSchedule, localTime: `${day}T${localSchedule.localTime.slice(11)}` };
}
