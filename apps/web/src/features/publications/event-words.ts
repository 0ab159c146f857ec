import type { TFunction } from 'i18next';
import type { PublicationEvent } from '../../shared/api/types';
import { ownWords } from './own-words';

/** Events of people's decisions; all others are the software's. */
const BY_PEOPLE = new Set(['retried', 'resolved']);

/** Step names differ between networks; people see only the kind of step. */
const STEPS = [
  ['check', /quota|creator|limit/],
  ['media', /upload|chunk|part|photo|image|video|media|container|child|carousel/],
  ['seen', /permalink|live|status|ready/],
] as const;

/** Kind of a step, on any network. */
export const stepKind = (name: string): 'check' | 'media' | 'seen' | 'prepared' =>
  STEPS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'prepared';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A journal event in words: what happened, details, and the actor. */
export interface EventWords {
  what: string;
  details: string[];
  /** The network's own message and code, for its support. */
  raw: string;
  actor: string;
}

/** Language, zone and names for the words. */
export interface Speech {
  t: TFunction;
  exists: (key: string) => boolean;
  at: (instant: string) => string;
  lasting: (ms: number) => string;
}

/** Puts an event into words, without internal codes. */
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
  // A reason is always our own, and already in the event's words.
  const said = own ? '' : text(detail.message);
  return {
    what: exists(key) ? t(key as 'publication.event.published') : t('publication.event.other'),
    details,
    raw: own ? '' : [said && `« ${said} »`, code].filter(Boolean).join(' '),
    actor: BY_PEOPLE.has(kind) ? actor : t('app'),
  };
}
