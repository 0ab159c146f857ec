import { Button, Checkbox, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { POST_STATES } from '#rules/posts';
import { useChannels, useFormats } from '../../shared/api/lists';
import { FormatMark } from '../../shared/ui/format-mark';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import { StateIcon } from '../../shared/ui/state-icon';
import classes from './filters.module.css';
import { toggled } from '../../shared/ui/toggled';
import { FILTERS, type CalendarState, type FilterKind } from './address';

/** A possible filter value. */
export interface Choice {
  value: string;
  label: string;
  icon: React.ReactNode;
}

/** Everything the calendar can be filtered by. */
export function useFilterChoices(): Record<FilterKind, Choice[]> {
  const { t } = useTranslation();
  const channels = useChannels().data ?? [];
  const formats = useFormats().data ?? [];
  return {
    channels: channels.map((c) => ({
      value: c.id,
      label: c.name,
      icon: <NetworkGlyph platform={c.platform} />,
    })),
    states: POST_STATES.map((s) => ({ value: s, label: t(`state.${s}`), icon: <StateIcon state={s} /> })),
    formats: formats.map((f) => ({ value: f.id, label: f.name, icon: <FormatMark format={f} /> })),
  };
}

/** The list that adds filters; they appear as removable chips below the bar. */
export function Filters({
  state,
  change,
}: {
  state: CalendarState;
  change: (to: Partial<CalendarState>) => void;
}) {
  const { t } = useTranslation();
  const choices = useFilterChoices();
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />}>
          {t('calendar.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label={t('calendar.filterBy')}>
        {FILTERS.map((kind) => (
          <fieldset key={kind} className={classes.kind}>
            <legend>{t(`calendar.${kind}`)}</legend>
            {choices[kind].map((choice) => (
              <Checkbox
                key={choice.value}
                checked={state[kind].some((v) => v === choice.value)}
                onChange={() => change({ [kind]: toggled(state[kind], choice.value) })}
                label={
                  <span className={classes.choice}>
                    {choice.icon}
                    {choice.label}
                  </span>
                }
              />
            ))}
          </fieldset>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
