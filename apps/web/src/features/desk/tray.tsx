import { UnstyledButton } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconCalendarOff, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PostSummary } from '../../shared/api/types';
import classes from './tray.module.css';
import { UndatedList } from './undated-list';
import { useUndated } from './use-undated';

/** Id of the button that opens it, which gets the focus when a post leaves the tray. */
export const TRAY_TOGGLE = 'undated-toggle';

interface TrayProps {
  /** An open post needs the room: the tray is a rail, and opens over the calendar. */
  beside: boolean;
  onPlace: (post: PostSummary) => void;
}

/** Posts without a date, beside the calendar: folded to a count, or open to drag posts from. */
export function Tray({ beside, onPlace }: TrayProps) {
  const { t } = useTranslation();
  const total = useUndated().data?.total ?? null;
  const [kept, setKept] = useLocalStorage<boolean>({ key: 'lineup.tray', defaultValue: true });
  const narrow = useMediaQuery('(max-width: 1600px)', true) && beside;
  const [over, setOver] = useState(false);
  if (total === null) return null;
  const open = narrow ? over : kept && total > 0;
  const toggle = (): void => (narrow ? setOver(!over) : setKept(!open));
  return (
    <aside
      className={classes.tray}
      aria-label={t('desk.undated')}
      data-open={open || undefined}
      data-over={(narrow && open) || undefined}
    >
      <UnstyledButton
        id={TRAY_TOGGLE}
        className={classes.toggle}
        aria-expanded={open}
        aria-label={t('desk.undatedCount', { total })}
        onClick={toggle}
      >
        <IconCalendarOff size={20} stroke={1.6} aria-hidden />
        {open ? <span>{t('desk.undatedCount', { total })}</span> : <span className="tabular">{total}</span>}
        {open && <IconChevronRight className={classes.fold} size={16} aria-hidden />}
      </UnstyledButton>
      {open && <UndatedList onPlace={onPlace} />}
    </aside>
  );
}
