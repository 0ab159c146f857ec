import { Button, Group, Modal, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalSchedule } from '#rules/kernel';
import type { CalendarEntry } from '../../shared/api/types';
import { dayInWords } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { DateField } from '../../shared/ui/date-field';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { dayIn } from './entries';
import type { Gap } from './use-move';

interface MoveProps {
  entry: CalendarEntry | null;
  zone: string;
  onMove: (entry: CalendarEntry, day: string) => void;
  onClose: () => void;
}

/** Moves an entry without dragging: choose a day, the time stays. */
export function MoveDialog({ entry, zone, onMove, onClose }: MoveProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={entry !== null}
      onClose={onClose}
      title={<span dir="auto">{t('calendar.moveTitle', { title: entry?.title || t('desk.noWords') })}</span>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {entry && <MoveForm entry={entry} zone={zone} onMove={onMove} onClose={onClose} />}
    </Modal>
  );
}

function MoveForm({ entry, zone, onMove, onClose }: MoveProps & { entry: CalendarEntry }) {
  const { t } = useTranslation();
  const [day, setDay] = useState(dayIn(entry.start, zone));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!day) return;
    onMove(entry, day);
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <DateField
        label={t('calendar.moveDay')}
        description={t('calendar.moveKeeps', { time: entry.localTime.slice(11) })}
        value={day}
        onChange={setDay}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <PrimaryButton type="submit">{t('calendar.move')}</PrimaryButton>
      </Group>
    </form>
  );
}

interface GapProps {
  gap: Gap | null;
  onChoose: (entry: CalendarEntry, localSchedule: LocalSchedule) => void;
  onClose: () => void;
}

/** The clocks skip the kept time on that day: offers the two nearest times. */
export function GapDialog({ gap, onChoose, onClose }: GapProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Modal
      opened={gap !== null}
      onClose={onClose}
      title={t('calendar.gapTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {gap && (
        <>
          <Text mb="md">
            {t('calendar.gap', {
              day: dayInWords(gap.localSchedule.localTime.slice(0, 10), language),
              time: gap.localSchedule.localTime.slice(11),
            })}
          </Text>
          <Group grow>
            {gap.nearest.map((localTime) => (
              <Button
                key={localTime}
                variant="default"
                className="tabular"
                onClick={() => onChoose(gap.entry, { ...gap.localSchedule, localTime })}
              >
                {localTime.slice(11)}
              </Button>
            ))}
          </Group>
        </>
      )}
    </Modal>
  );
}
