import type { TFunction } from 'i18next';
import type { PublicationEvent } from '../../shared/api/types';
import { ownWords } from './own-words';

/** What a person decided; everything else the software did by itself. */
const BY_PEOPLE = new Set(['retried', 'resolved']);

/** Steps have names of their own on each network; people care about what kind of step it was. */
const STEPS = [
  ['check', /quota|creator|limit/],
  ['media', /upload|chunk|part|photo|image|video|media|container|child|carousel/],
  ['seen', /permalink|live|status|ready/],
] as const;

/** What kind of step it was, whatever its network calls it. */
export const stepKind = (name: string): 'check' | 'media' | 'seen' | 'prepared' =>
  STEPS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'prepared';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a journal's event tells: what happened, what there is to know about it, and who did it. */
export interface EventWords {
  what: string;
  details: string[];
  /** The network's own words and number, for whoever asks its support. */
  raw: string;
  actor: string;
}

/** The language that an event is told in. */
export interface Speech {
  t: TFunction;
  exists: (key: string) => boolean;
  at: (instant: string) => string;
  lasting: (ms: number) => string;
}

/** Puts an event into words, none of them a code of the database. */
export function eventWords(
  { kind, detail, actor }: PublicationEvent,
  { t, exists, at, lasting }: Speech,
): EventWords {
  const key = `publication.event.${kind}`;
  const details: string[] = [];
  if (text(detail.step)) details.push(t(`publication.step.${stepKind(text(detail.step))}`));
  if (text(detail.dueAt)) details.push(at(text(detail.dueAt)));
  if (detail.channel === 'paused' || detail.channel === 'reconnect_needed') {
    details.push(t(`channels.state.${detail.channel}`));
  }
  if (typeof detail.forMs === 'number') {
    details.push(t('publication.heldFor', { duration: lasting(detail.forMs) }));
  }
  if (text(detail.until)) details.push(t('publication.placeAt', { when: at(text(detail.until)) }));
  if (detail.outcome === 'published') details.push(t('publication.isPublished'));
  if (detail.outcome === 'not_published') details.push(t('publication.isNotPublished'));
  const code = text(detail.code);
  const own = ownWords(code);
  if (own) details.push(t(`ours.${own}`));
  // A reason is always ours, and the event's own words say it.
  const said = own ? '' : text(detail.message);
  return {
    what: exists(key) ? t(key as 'publication.event.published') : t('publication.event.other'),
    details,
    raw: own ? '' : [said && `« ${said} »`, code].filter(Boolean).join(' '),
    actor: BY_PEOPLE.has(kind) ? actor : t('app'),
  };
}
