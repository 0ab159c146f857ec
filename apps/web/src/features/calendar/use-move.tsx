import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveToDay, resolveWish, type Wish } from '#rules/kernel';
import { ApiError } from '../../shared/api/api-error';
import { useErrorText } from '../../shared/api/use-error-text';
import type { CalendarEntry } from '../../shared/api/types';
import { dayInWords } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { all, markStale, stale } from '../../shared/queries';
import { saveSchedule } from '../post/save-schedule';
import { dayIn } from './entries';
import { addDays } from './view-state';

const MOVABLE = new Set(['draft', 'changes_requested', 'in_review', 'approved', 'scheduled']);

export const isMovable = (entry: CalendarEntry): boolean => MOVABLE.has(entry.state);

/** A move that met a time the clocks jump over, waiting for a choice. */
export interface Gap {
  entry: CalendarEntry;
  wish: Wish;
  nearest: readonly string[];
}

interface CalendarData {
  items: CalendarEntry[];
}

/**
 * Moves an entry to another day and keeps the time on the clock. It is shown at once; the server's refusal puts it
 * back and says why; the notice offers to undo.
 */
export function useMove(zone: string) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const sentence = useErrorText();
  const [gap, setGap] = useState<Gap | null>(null);

  const show = (entry: CalendarEntry, wish: Wish, start: string): void => {
    client.setQueriesData<CalendarData>(
      all('calendar'),
      (data) =>
        data && {
          ...data,
          items: data.items.map((item) =>
            item.postId === entry.postId ? { ...item, ...wish, start } : item,
          ),
        },
    );
  };

  const put = async (entry: CalendarEntry, wish: Wish, undoable = true): Promise<void> => {
    const resolved = resolveWish(wish);
    if (!resolved.ok) {
      if (resolved.code === 'local_time_does_not_exist') setGap({ entry, wish, nearest: resolved.nearest });
      return;
    }
    const before: Wish = { localTime: entry.localTime, timeZone: entry.timeZone };
    await client.cancelQueries(all('calendar'));
    show(entry, wish, resolved.dueAt);
    try {
      await saveSchedule(entry.postId, entry.state, wish);
      if (undoable) offerUndo({ ...entry, ...wish, start: resolved.dueAt }, before);
    } catch (error) {
      show(entry, before, entry.start);
      const nearest = error instanceof ApiError ? error.extra.nearest : undefined;
      if (Array.isArray(nearest)) setGap({ entry, wish, nearest: nearest.map(String) });
      else notifications.show({ color: 'red', message: sentence(error) });
    } finally {
      await markStale(client, stale.postMoved(entry.postId));
    }
  };

  const offerUndo = (moved: CalendarEntry, before: Wish): void => {
    // One at a time: the latest is the one to undo.
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
    // The wish may be in another zone, where it is another day already: what moves is the distance in days.
    const from = DateTime.fromISO(dayIn(entry.start, zone), { zone: 'utc' });
    const distance = Math.round(DateTime.fromISO(day, { zone: 'utc' }).diff(from, 'days').days);
    if (distance === 0) return;
    const wish = { localTime: entry.localTime, timeZone: entry.timeZone };
    void put(entry, moveToDay(wish, addDays(entry.localTime.slice(0, 10), distance)));
  };

  return { move, put, gap, closeGap: () => setGap(null) };
}
