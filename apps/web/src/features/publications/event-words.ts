import type { TFunction } from 'i18next';
import type { PublicationEvent } from '../../shared/api/types';

/** Events of people's decisions; all others are the software's. */
const BY_PEOPLE = new Set(['retried', 'resolved']);

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
  // Names of steps differ between networks; people read the kind of step.
  const step = `publication.step.${text(detail.stepKind)}`;
  if (exists(step)) details.push(t(step as 'publication.step.media'));
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
  // Code and message are a network's own words, or ours, which people read as a sentence.
  const cause = `ours.${text(detail.cause)}`;
  const own = exists(cause);
  if (own) details.push(t(cause as 'ours.timeout'));
  const code = text(detail.code);
  const said = text(detail.message);
  return {
    what: exists(key) ? t(key as 'publication.event.published') : t('publication.event.other'),
    details,
    raw: own ? '' : [said && `« ${said} »`, code].filter(Boolean).join(' '),
    actor: BY_PEOPLE.has(kind) ? actor : t('app'),
  };
}
