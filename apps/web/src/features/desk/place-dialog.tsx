import { Button, Group, Modal } from '@mantine/core';
import { DateTime } from 'luxon';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resolveLocalSchedule } from '#rules/kernel';
import type { PostSummary } from '../../shared/api/types';
import { zoneWords } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { DateField } from '../../shared/ui/date-field';
import { ErrorNote, Note } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { TimeField } from '../../shared/ui/time-field';
import { firstSchedule } from './first-schedule';
import classes from './tray.module.css';
import { usePlace } from './use-place';

/** A post without a date, and the day it was dropped on. */
export interface Placing {
  post: PostSummary;
  day: string | null;
}

interface PlaceProps {
  placing: Placing | null;
  zone: string;
  onClose: () => void;
  /** Called after it has closed. */
  onClosed: () => void;
}

/** Asks for date and time of a post that has none. */
export function PlaceDialog({ placing, zone, onClose, onClosed }: PlaceProps) {
  const { t } = useTranslation();
  const label = placing?.post.label || t('desk.noWords');
  return (
    <Modal
      opened={placing !== null}
      onClose={onClose}
      onExitTransitionEnd={onClosed}
      title={<span dir="auto">{t('desk.placeOf', { label })}</span>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {placing && <PlaceForm placing={placing} zone={zone} onClose={onClose} />}
    </Modal>
  );
}

function PlaceForm({ placing, zone, onClose }: { placing: Placing; zone: string; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [localSchedule, setLocalSchedule] = useState(() =>
    firstSchedule(placing.day, DateTime.now().setZone(zone)),
  );
  const [opened] = useState(() => Date.now());
  const place = usePlace(placing.post, onClose);
  const [day = '', time = ''] = localSchedule.localTime.split('T');
  const set = (toDay: string, toTime: string): void =>
    setLocalSchedule({ ...localSchedule, localTime: `${toDay}T${toTime}` });
  const resolved = resolveLocalSchedule(localSchedule);
  const nearest = !resolved.ok && resolved.code === 'local_time_does_not_exist' ? resolved.nearest : [];
  const passed = resolved.ok && Date.parse(resolved.dueAt) <= opened;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (resolved.ok && !passed) place.mutate(localSchedule);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-start" grow>
        <DateField
          label={t('desk.placeDay')}
          value={day}
          onChange={(value) => set(value, time)}
          {...(placing.day === null && { 'data-autofocus': true })}
        />
        <TimeField
          label={t('desk.placeTime')}
          description={t('desk.placeZone', { zone: zoneWords(zone, language, t) })}
          inputWrapperOrder={['label', 'input', 'description']}
          value={time}
          onChange={(value) => set(day, value)}
          {...(placing.day !== null && { 'data-autofocus': true })}
        />
      </Group>
      <div role="status" className={classes.notes}>
        {passed && <Note tone="amber">{t('desk.passed')}</Note>}
        {nearest.length > 0 && <Note tone="amber">{t('desk.gap', { time })}</Note>}
      </div>
      {nearest.map((localTime) => (
        <Button
          key={localTime}
          variant="default"
          mr="xs"
          onClick={() => setLocalSchedule({ ...localSchedule, localTime })}
        >
          {localTime.slice(11)}
        </Button>
      ))}
      <ErrorNote error={place.error} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <PrimaryButton type="submit" loading={place.isPending} disabled={!resolved.ok || passed}>
          {t('desk.place')}
        </PrimaryButton>
      </Group>
    </form>
  );
}
