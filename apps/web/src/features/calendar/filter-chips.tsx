import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFilterChoices } from './filters';
import { toggled } from '../../shared/ui/toggled';
import classes from './filters.module.css';
import { FILTERS, type CalendarState } from './address';

/** The filters in force, each removed by a click. */
export function FilterChips({
  state,
  change,
}: {
  state: CalendarState;
  change: (to: Partial<CalendarState>) => void;
}) {
  const { t } = useTranslation();
  const choices = useFilterChoices();
  const active = FILTERS.flatMap((kind) =>
    choices[kind]
      .filter(({ value }) => state[kind].some((v) => v === value))
      .map((choice) => ({ kind, choice })),
  );
  if (active.length === 0) return null;
  return (
    <div className={classes.chips}>
      {active.map(({ kind, choice }) => (
        <UnstyledButton
          key={choice.value}
          className={classes.chip}
          aria-label={t('calendar.removeFilter', { name: choice.label })}
          onClick={() => change({ [kind]: toggled(state[kind], choice.value) })}
        >
          {choice.icon}
          {choice.label}
          <IconX size={14} aria-hidden />
        </UnstyledButton>
      ))}
      <UnstyledButton
        className={classes.clear}
        onClick={() => change({ channels: [], states: [], formats: [] })}
      >
        {t('calendar.clear')}
      </UnstyledButton>
    </div>
  );
}
