import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resolveLocalSchedule, type LocalSchedule } from '#rules/kernel';
import { ApiError } from '../../shared/api/api-error';
import { useErrorText } from '../../shared/api/use-error-text';
import type { CalendarEntry } from '../../shared/api/types';
import { dayInWords } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { all, markStale, stale } from '../../shared/queries';
import { saveSchedule } from '../../shared/api/save-schedule';
import { dayIn } from './entries';
import { isMovable, localScheduleOf, scheduleOnDay, withMoved } from './moves';

/** A move to a time that the clocks skip, waiting for a choice. */
export interface Gap {
  entry: CalendarEntry;
  localSchedule: LocalSchedule;
  nearest: readonly string[];
}

/**
 * Moves an entry to another day at the same local time. Shown at once; a refusal of the server undoes it with the
 * reason; a notice offers to undo it.
 */
export function useMove(zone: string) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const sentence = useErrorText();
  const [gap, setGap] = useState<Gap | null>(null);

  const show = ({ postId }: CalendarEntry, localSchedule: LocalSchedule, start: string): void => {
    client.setQueriesData<{ items: CalendarEntry[] }>(
      all('calendar'),
      (shown) => shown && withMoved(shown, postId, localSchedule, start),
    );
  };

  const put = async (entry: CalendarEntry, localSchedule: LocalSchedule, undoable = true): Promise<void> => {
    const resolved = resolveLocalSchedule(localSchedule);
    if (!resolved.ok) {
      if (resolved.code === 'local_time_does_not_exist') {
        setGap({ entry, localSchedule, nearest: resolved.nearest });
      }
      return;
    }
    const before = localScheduleOf(entry);
    await client.cancelQueries(all('calendar'));
    show(entry, localSchedule, resolved.dueAt);
    try {
      await saveSchedule(entry.postId, entry.state, localSchedule);
      if (undoable) offerUndo({ ...entry, ...localSchedule, start: resolved.dueAt }, before);
    } catch (error) {
      show(entry, before, entry.start);
      const nearest = error instanceof ApiError ? error.extra.nearest : undefined;
      if (Array.isArray(nearest)) setGap({ entry, localSchedule, nearest: nearest.map(String) });
      else notifications.show({ color: 'red', message: sentence(error) });
    } finally {
      await markStale(client, stale.postMoved(entry.postId));
    }
  };

  const offerUndo = (moved: CalendarEntry, before: LocalSchedule): void => {
    // One notice at a time: only the latest move can be undone.
    const id = 'moved';
    notifications.hide(id);
    notifications.show({
      id,
      color: 'gray',
      withCloseButton: true,
      autoClose: 8000,
      message: (
        <>
          {t('calendar.moved', { day: dayInWords(dayIn(moved.start, zone), language) })}{' '}
          <Button
            size="compact-sm"
            variant="default"
            ml="xs"
            onClick={() => {
              notifications.hide(id);
              void put(moved, before, false);
            }}
          >
            {t('undo')}
          </Button>
        </>
      ),
    });
  };

  const move = (entry: CalendarEntry, day: string): void => {
    if (!isMovable(entry)) {
      notifications.show({ color: 'gray', message: t('calendar.cannotMove') });
      return;
    }
    const localSchedule = scheduleOnDay(entry, day, zone);
    if (localSchedule) void put(entry, localSchedule);
  };

  return { move, put, gap, closeGap: () => setGap(null) };
}
