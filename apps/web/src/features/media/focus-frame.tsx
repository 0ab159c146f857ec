import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Media } from '../../shared/api/types';
import { CENTRE, type Focus, moved, within } from './crops';
import classes from './focus.module.css';

const STEP = 0.01;
const LEAP = 0.1;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface FrameProps {
  medium: Media;
  focus: Focus | null;
  onMove: (focus: Focus) => void;
  /** Called when the pointer or the key is released. */
  onKeep: (focus: Focus) => void;
}

/** The picture with its focal point, moved by pointer, finger or arrow keys. */
export function FocusFrame({ medium, focus, onMove, onKeep }: FrameProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const { x, y } = focus ?? CENTRE;
  const placeOf = ({ clientX, clientY }: PointerEvent): Focus => {
    const box = frame.current?.getBoundingClientRect();
    return box
      ? { x: within((clientX - box.left) / box.width), y: within((clientY - box.top) / box.height) }
      : { x, y };
  };
  const press = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = event.shiftKey ? LEAP : STEP;
    onMove(moved({ x, y }, arrow[0] * step, arrow[1] * step));
  };
  return (
    <div
      ref={frame}
      className={classes.frame}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onMove(placeOf(event));
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) onMove(placeOf(event));
      }}
      onPointerUp={(event) => onKeep(placeOf(event))}
    >
      <img
        src={medium.url}
        alt={medium.altText || t('media.altMissing')}
        width={medium.width}
        height={medium.height}
        draggable={false}
      />
      <span
        role="slider"
        tabIndex={0}
        className={classes.point}
        style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
        aria-label={t('media.focusPoint')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(x * 100)}
        aria-valuetext={t('media.focusAt', { x: Math.round(x * 100), y: Math.round(y * 100) })}
        onKeyDown={press}
        onKeyUp={({ key }) => {
          if (ARROWS[key]) onKeep({ x, y });
        }}
      />
    </div>
  );
}
