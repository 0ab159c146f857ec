import { memo, useContext, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { CalendarEntry } from '../../shared/api/types';
import { timeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { FormatMark, tintOf } from '../../shared/ui/format-mark';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import { StateIcon } from '../../shared/ui/state-icon';
import { CalendarContext } from './calendar-context';
import classes from './chip.module.css';
import { isMovable } from './moves';
import { dayIn } from './entries';
import { addDays } from './days';

export const DRAGGED = 'application/x-lineup-post';

/** Days by which Alt and an arrow move an entry. */
const ARROWS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface ChipProps {
  entry: CalendarEntry;
  /** `line` in lists, where there is room for the text. */
  layout?: 'chip' | 'line';
}

/** One post on the calendar: time, state, format, first words, networks. A link that can be dragged. */
export const Chip = memo(function Chip({ entry, layout = 'chip' }: ChipProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { zone, formats, mayMove, move, askMove, selected } = useContext(CalendarContext);
  const { search } = useLocation();
  const state = entry.needsAttention ? 'needs_attention' : entry.state;
  const format = formats.get(entry.formatKey ?? '');
  const title = entry.title || t('desk.noWords');
  const time = timeOf(entry.start, zone, language);
  const platforms = [...new Set(entry.channels.map((channel) => channel.platform))];

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!mayMove) return;
    const days = event.altKey ? ARROWS[event.key] : undefined;
    if (days !== undefined) {
      event.preventDefault();
      move(entry, addDays(dayIn(entry.start, zone), days));
    } else if (event.key.toLowerCase() === 'm' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      askMove(entry);
    }
  };
  const onDragStart = (event: DragEvent): void => {
    event.dataTransfer.setData(DRAGGED, entry.postId);
    event.dataTransfer.effectAllowed = 'move';
  };

  return (
    <Link
      to={{ pathname: `/posts/${entry.postId}`, search }}
      className={classes.chip}
      style={tintOf(format?.tint)}
      data-state={state}
      data-layout={layout}
      data-post={entry.postId}
      data-selected={selected === entry.postId || undefined}
      draggable={mayMove && isMovable(entry)}
      onDragStart={onDragStart}
      onKeyDown={onKeyDown}
      aria-describedby="calendar-keys"
    >
      <span className={classes.head}>
        <span className="tabular">{time}</span>
        <StateIcon state={state} />
        {layout === 'chip' && <span className="visually-hidden">{t(`state.${state}`)}</span>}
        {format && <FormatMark format={format} />}
        {layout === 'line' && <span className={classes.word}>{t(`state.${state}`)}</span>}
        <span className={classes.networks}>
          {platforms.map((platform) => (
            <NetworkGlyph key={platform} platform={platform} size={13} />
          ))}
          <span className="visually-hidden">
            {platforms.map((platform) => t(`platform.${platform}`)).join(', ')}
          </span>
        </span>
      </span>
      <span className={classes.title} dir="auto">
        {title}
      </span>
    </Link>
  );
});
