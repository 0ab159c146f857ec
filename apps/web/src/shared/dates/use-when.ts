import { useTranslation } from 'react-i18next';
import { resolveLocalSchedule, type LocalSchedule } from '#rules/kernel';
import { useLanguage } from '../i18n/use-language';
import { dayOf, relative, timeOf, zoneWords } from './format';

/** Turns instants and local schedules into sentences: `mardi 1 décembre à 09:00, heure de Paris, dans 9 jours`. */
export function useWhen() {
  const { t } = useTranslation();
  const language = useLanguage();
  const at = (instant: string, zone: string): string =>
    t('at', { day: dayOf(instant, zone, language), time: timeOf(instant, zone, language) });
  const localSchedule = (wanted: LocalSchedule): string | null => {
    const resolved = resolveLocalSchedule(wanted);
    if (!resolved.ok) return null;
    return t('post.willGo', {
      when: at(resolved.dueAt, wanted.timeZone),
      zone: zoneWords(wanted.timeZone, language, t),
      relative: relative(resolved.dueAt, language),
    });
  };
  return { at, localSchedule };
}
