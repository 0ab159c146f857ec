import type { CSSProperties } from 'react';
import type { Format } from '../api/types';
import classes from './marks.module.css';

/** The custom property that carries a format's tint to the style sheet. */
export const tintOf = (tint: string | undefined): CSSProperties =>
  tint ? ({ '--tint': tint } as CSSProperties) : {};

/** Two letters on the format's soft tint. */
export function FormatMark({ format }: { format: Pick<Format, 'mark' | 'tint' | 'name'> }) {
  return (
    <abbr className={classes.mark} style={tintOf(format.tint)} title={format.name}>
      {format.mark}
    </abbr>
  );
}
