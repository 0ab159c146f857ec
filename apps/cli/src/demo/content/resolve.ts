import type { DateTime } from 'luxon';
import type { ChannelKey } from './channels.js';
import {
  ESTABLISHMENTS,
  ORGANISATION,
  type DemoEstablishment,
  type EstablishmentKey,
} from './organisation.js';
import type { DemoPost, DemoVariant } from './types.js';
import { french, momentOf, written } from './wording.js';

export interface ResolvedVariant extends Omit<DemoVariant, 'text'> {
  text?: string;
}

/** A post with its dates, for a demonstration that starts at a given instant. */
export interface ResolvedPost extends Omit<DemoPost, 'text' | 'variants' | 'at' | 'establishment'> {
  establishment: EstablishmentKey;
  text: string;
  variants: Partial<Record<ChannelKey, ResolvedVariant>>;
  timeZone: string;
  /** Null without a date. */
  moment: DateTime | null;
}

export const zoneOf = (establishment: EstablishmentKey): string => {
  const { timeZone }: DemoEstablishment = ESTABLISHMENTS[establishment];
  return timeZone ?? ORGANISATION.timeZone;
};

/** Establishments that do not publish at the weekend; the magazine does. */
const OFFICE: readonly EstablishmentKey[] = ['siege', 'tunis', 'mission', 'clinique'];

export function resolvePost(post: DemoPost, start: DateTime): ResolvedPost {
  const { establishment = 'siege', at, variants = {}, ...rest } = post;
  const timeZone = zoneOf(establishment);
  const entries = Object.entries(variants) as [ChannelKey, DemoVariant][];
  return {
    ...rest,
    establishment,
    timeZone,
    title: french(post.title),
    text: written(post.text, start),
    ...(post.note ? { note: french(post.note) } : {}),
    ...(post.answer ? { answer: french(post.answer) } : {}),
    variants: Object.fromEntries(
      entries.map(([channel, { text, firstComment, ...variant }]) => [
        channel,
        {
          ...variant,
          ...(text ? { text: written(text, start) } : {}),
          ...(firstComment ? { firstComment: french(firstComment) } : {}),
        },
      ]),
    ),
    moment: at
      ? momentOf(at, start, timeZone, OFFICE.includes(establishment) && post.format !== 'up-magazine')
      : null,
  };
}
