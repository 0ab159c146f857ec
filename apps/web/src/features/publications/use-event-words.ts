import { useTranslation } from 'react-i18next';
import type { PublicationEvent } from '../../shared/api/types';
import { duration } from '../../shared/dates/format';
import { useWhen } from '../../shared/dates/use-when';
import { useLanguage } from '../../shared/i18n/use-language';
import { useZone } from '../../shared/session/use-me';
import { eventWords, type EventWords } from './event-words';

/** Puts events into the reader's language, with times in the calendar's zone. */
export function useEventWords(): (event: PublicationEvent) => EventWords {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { at } = useWhen();
  return (event) =>
    eventWords(event, {
      t,
      exists: (key) => i18n.exists(key),
      at: (instant) => at(instant, zone),
      lasting: (ms) => duration(ms, language),
    });
}
