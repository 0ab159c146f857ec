import { useLocalStorage } from '@mantine/hooks';
import {
  createContext,
  useMemo,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import classes from './resizable-panel.module.css';

const MIN = 480;
const MAX = 640;
const clamp = (width: number): number => Math.min(MAX, Math.max(MIN, width));

/** Lets a panel's content take the whole width, e.g. to edit beside the preview. */
export const PanelContext = createContext({ wide: false, setWide: (_: boolean): void => undefined });

/** The panel beside the calendar: 480 to 640 px, resized by pointer or arrow keys; full screen on a phone. */
export function ResizablePanel({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [width, setWidth] = useLocalStorage({ key: 'lineup.panel', defaultValue: 560 });
  const [wide, setWide] = useState(false);
  const context = useMemo(() => ({ wide, setWide }), [wide]);
  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons === 1) setWidth(clamp(window.innerWidth - event.clientX));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') setWidth(clamp(width + 20));
    if (event.key === 'ArrowRight') setWidth(clamp(width - 20));
  };
  return (
    <PanelContext value={context}>
      <div
        className={classes.panel}
        data-wide={wide || undefined}
        style={{ '--panel': `${clamp(width)}px` } as React.CSSProperties}
      >
        <div
          className={classes.handle}
          role="separator"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={t('resize')}
          aria-valuemin={MIN}
          aria-valuemax={MAX}
          aria-valuenow={clamp(width)}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={onPointerMove}
          onKeyDown={onKeyDown}
        />
        {children}
      </div>
    </PanelContext>
  );
}
