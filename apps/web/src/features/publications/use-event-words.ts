import { useTranslation } from 'react-i18next';
import type { PublicationEvent } from '../../shared/api/types';
import { duration } from '../../shared/dates/format';
import { useWhen } from '../../shared/dates/use-when';
import { useLanguage } from '../../shared/i18n/use-language';
import { useZone } from '../../shared/session/use-me';
import { ownWords } from './own-words';

/** What a person decided; everything else the software did by itself. */
const BY_PEOPLE = new Set(['retried', 'resolved']);

/** Steps have names of their own on each network; people care about what kind of step it was. */
const STEPS = [
  ['check', /quota|creator|limit/],
  ['media', /upload|chunk|part|photo|image|video|media|container|child|carousel/],
  ['seen', /permalink|live|status|ready/],
] as const;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a journal's event tells: what happened, what there is to know about it, and who did it. */
export interface EventWords {
  what: string;
  details: string[];
  /** The network's own words and number, for whoever asks its support. */
  raw: string;
  actor: string;
}

/** Puts events into words, none of them a code of the database. */
export function useEventWords(): (event: PublicationEvent) => EventWords {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { at } = useWhen();
  const step = (name: string): string => {
    const kind = STEPS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'prepared';
    return t(`publication.step.${kind}`);
  };
  return ({ kind, detail, actor }) => {
    const key = `publication.event.${kind}`;
    const details: string[] = [];
    if (text(detail.step)) details.push(step(text(detail.step)));
    if (text(detail.dueAt)) details.push(at(text(detail.dueAt), zone));
    if (detail.channel === 'paused' || detail.channel === 'reconnect_needed') {
      details.push(t(`channels.state.${detail.channel}`));
    }
    if (typeof detail.forMs === 'number') {
      details.push(t('publication.heldFor', { duration: duration(detail.forMs, language) }));
    }
    if (text(detail.until)) details.push(t('publication.placeAt', { when: at(text(detail.until), zone) }));
    if (detail.outcome === 'published') details.push(t('publication.isPublished'));
    if (detail.outcome === 'not_published') details.push(t('publication.isNotPublished'));
    const code = text(detail.code);
    const own = ownWords(code);
    if (own) details.push(t(`ours.${own}`));
    // A reason is always ours, and the event's own words say it.
    const said = own ? '' : text(detail.message);
    return {
      what: i18n.exists(key) ? t(key as 'publication.event.published') : t('publication.event.other'),
      details,
      raw: own ? '' : [said && `« ${said} »`, code].filter(Boolean).join(' '),
      actor: BY_PEOPLE.has(kind) ? actor : t('app'),
    };
  };
}
