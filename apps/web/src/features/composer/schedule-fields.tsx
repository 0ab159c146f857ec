import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resolveLocalSchedule, type LocalSchedule } from '#rules/kernel';
import { DateField } from '../../shared/ui/date-field';
import { TimeField } from '../../shared/ui/time-field';
import { ZoneField } from '../../shared/ui/zone-field';
import classes from './composer.module.css';

interface ScheduleProps {
  value: LocalSchedule | null;
  zone: string;
  disabled: boolean;
  onChange: (localSchedule: LocalSchedule | null) => void;
  clearable?: boolean;
  /** Id of the day's field, to move the focus there. */
  id?: string;
}

const DEFAULT_TIME = '09:00';

/** Date, time and zone of a local schedule; warns when the clocks skip that time or show it twice. */
export function ScheduleFields({ value, zone, disabled, onChange, clearable = true, id }: ScheduleProps) {
  const { t } = useTranslation();
  // An incomplete date is not a local schedule yet, so it is kept here until it is complete.
  const [typed, setTyped] = useState<{ day: string; time: string } | null>(null);
  const day = typed?.day ?? value?.localTime.slice(0, 10) ?? '';
  const time = typed?.time ?? value?.localTime.slice(11) ?? DEFAULT_TIME;
  const timeZone = value?.timeZone ?? zone;
  const resolved = value && resolveLocalSchedule(value);

  const set = (nextDay: string, nextTime: string): void => {
    const whole = /^\d{4}-\d{2}-\d{2}$/.test(nextDay) && nextTime !== '';
    setTyped(whole ? null : { day: nextDay, time: nextTime });
    if (nextDay === '' && clearable) onChange(null);
    if (whole) onChange({ localTime: `${nextDay}T${nextTime.slice(0, 5)}`, timeZone });
  };

  return (
    <fieldset className={classes.schedule}>
      <legend className={classes.label}>{t('post.planning')}</legend>
      <div className={classes.when}>
        <DateField
          {...(id && { id })}
          label={t('post.date')}
          value={day}
          readOnly={disabled}
          onChange={(next) => set(next, time)}
        />
        <TimeField
          label={t('post.time')}
          value={time}
          readOnly={disabled}
          onChange={(next) => set(day, next)}
        />
        <ZoneField
          className={classes.zone}
          value={timeZone}
          disabled={disabled || !value}
          onChange={(next) => value && onChange({ ...value, timeZone: next })}
        />
      </div>
      {resolved && !resolved.ok && resolved.code === 'local_time_does_not_exist' && (
        <div className={classes.gap} role="alert">
          {t('post.gap')}
          {resolved.nearest.map((localTime) => (
            <Button
              key={localTime}
              size="compact-sm"
              variant="default"
              className="tabular"
              onClick={() => value && onChange({ ...value, localTime })}
            >
              {localTime.slice(11)}
            </Button>
          ))}
        </div>
      )}
      {resolved?.ok && resolved.ambiguous && <p className={classes.remark}>{t('post.overlap')}</p>}
      {resolved?.ok && isPast(resolved.dueAt) && !disabled && (
        <p className={classes.remark}>{t('post.past')}</p>
      )}
      {clearable && value && !disabled && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChange(null)}>
          {t('post.clearDate')}
        </Button>
      )}
    </fieldset>
  );
}

const isPast = (instant: string): boolean => Date.parse(instant) < Date.now();
