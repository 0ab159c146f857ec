import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/fr';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../dates/format';
import { isWholeDay, readDay } from '../dates/read-day';
import { useLanguage } from '../i18n/use-language';
import { useTyped } from './use-typed';

interface DateFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'error'> {
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (value: string) => void;
}

const LOCALE = { fr: 'fr', en: 'en-gb' } as const;

/** A day, typed or chosen in a month, in the interface's language rather than the browser's. */
export function DateField({ value, onChange, ...props }: DateFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [opened, setOpened] = useState(false);
  const { input, forget } = useTyped({
    value,
    sentence: t('field.date'),
    show: (day) => shortDay(day, language),
    read: (typed) => readDay(typed, localToday()),
    isWhole: isWholeDay,
    onChange,
  });
  // Escape closes the month, but not the dialog around it.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && opened) event.preventDefault();
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      withinPortal={false}
      floatingStrategy="fixed"
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <TextInput
          {...props}
          {...input}
          rightSection={
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              disabled={props.readOnly ?? false}
              aria-label={t('field.openMonth')}
              aria-expanded={opened}
              onClick={() => setOpened(!opened)}
            >
              <IconCalendar size={16} aria-hidden />
            </ActionIcon>
          }
        />
      </Popover.Target>
      <Popover.Dropdown role="dialog" onKeyDown={onKeyDown} aria-label={t('field.month')}>
        <DatePicker
          locale={LOCALE[language]}
          firstDayOfWeek={1}
          weekendDays={[]}
          value={value || null}
          defaultDate={value || localToday()}
          ariaLabels={{
            previousMonth: t('calendar.previousMonth'),
            nextMonth: t('calendar.nextMonth'),
            previousYear: t('field.previousYear'),
            nextYear: t('field.nextYear'),
            previousDecade: t('field.previousDecade'),
            nextDecade: t('field.nextDecade'),
            monthLevelControl: t('field.chooseMonth'),
            yearLevelControl: t('field.chooseYear'),
          }}
          getDayProps={() => ({ 'data-mantine-stop-propagation': 'true' })}
          onChange={(day) => {
            forget();
            setOpened(false);
            if (day) onChange(day);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Today in the person's zone. */
const localToday = (): string => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};
