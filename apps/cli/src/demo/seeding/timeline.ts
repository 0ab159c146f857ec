import { DateTime } from 'luxon';
import type { ResolvedPost } from '../content/index.js';
import { chance } from './context.js';

/** When a post was written, submitted and decided: in this order, and before both its due instant and now. */
export interface Timeline {
  created: Date;
  submitted: Date;
  decided: Date;
}

const OPENS = 8;
const CLOSES = 19;

/** The same instant, or an earlier one in working hours. */
function atWork(moment: DateTime, name: string): DateTime {
  if (moment.weekday <= 5 && moment.hour >= OPENS && moment.hour < CLOSES) return moment;
  const back =
    moment.weekday > 5 ? moment.weekday - 5 : moment.hour >= OPENS ? 0 : moment.weekday === 1 ? 3 : 1;
  return moment
    .minus({ days: back })
    .set({ hour: CLOSES, minute: 0, second: 0 })
    .minus({ seconds: 60 + Math.floor(chance(name) * 9000) });
}

export function timelineOf(post: ResolvedPost, start: DateTime): Timeline {
  const { key, moment } = post;
  const end = moment && moment < start ? moment.setZone(start.zone) : start;
  const named = (what: string): number => chance(`${key} ${what}`);
  const decided = atWork(end.minus({ minutes: 10 + 1200 * named('decided') }), `${key} decision`);
  const submitted = atWork(decided.minus({ minutes: 25 + 300 * named('submitted') }), `${key} submission`);
  const created = atWork(submitted.minus({ minutes: 12 + 4300 * named('created') }), `${key} creation`);
  return { created: created.toJSDate(), submitted: submitted.toJSDate(), decided: decided.toJSDate() };
}
