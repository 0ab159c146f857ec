import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { localeOf, zoneWords } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { useMay } from '../../shared/session/use-me';
import { newId } from '../../shared/device/ids';
import { PrimaryLink } from '../../shared/ui/primary-button';
import classes from './calendar.module.css';
import { Filters } from './filters';
import { type CalendarState, type View, VIEWS } from './address';
import { todayIn } from '../../shared/dates/today';
import { step } from './days';

interface ToolbarProps {
  state: CalendarState;
  zone: string;
  phone: boolean;
  change: (to: Partial<CalendarState>) => void;
}

/** Name of the month, navigation, the three views, the filters, and "New post". */
export function Toolbar({ state, zone, phone, change }: ToolbarProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { search } = useLocation();
  const mayWrite = useMay('post.write');
  // On a phone a tap chooses a day, and "New post" uses that day.
  const tapped = phone && state.view === 'month' && new URLSearchParams(search).has('day') ? state.day : null;
  const unit = state.view === 'week' ? 'Week' : 'Month';
  return (
    <header className={classes.toolbar}>
      <div className={classes.titles}>
        <h1 className={classes.title} tabIndex={-1}>
          {periodInWords(state, localeOf(language))}
        </h1>
        <span className={classes.zone}>{zoneWords(zone, language, t)}</span>
      </div>
      <div className={classes.steps}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t(`calendar.previous${unit}`)}
          onClick={() => change({ day: step(state.view, state.day, -1) })}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" onClick={() => change({ day: todayIn(zone) })}>
          {t('calendar.today')}
        </Button>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t(`calendar.next${unit}`)}
          onClick={() => change({ day: step(state.view, state.day, 1) })}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
      <SegmentedControl<View>
        className={classes.views}
        aria-label={t('calendar.view')}
        value={state.view}
        onChange={(view) => change({ view })}
        data={VIEWS.map((value) => ({ value, label: t(`calendar.${value}`) }))}
      />
      <Filters state={state} change={change} />
      {mayWrite && (
        <PrimaryLink
          to={{ pathname: '/posts/new', search }}
          state={{ session: `new-${newId()}`, ...(tapped && { day: tapped }) }}
        >
          {t('nav.newPost')}
        </PrimaryLink>
      )}
    </header>
  );
}

function periodInWords(state: CalendarState, locale: string): string {
  const at = DateTime.fromISO(state.day, { zone: 'utc', locale });
  if (state.view !== 'week') return at.toFormat('LLLL yyyy');
  const [first, last] = [at.startOf('week'), at.endOf('week')];
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).formatRange(first.toJSDate(), last.toJSDate());
}
