import type { CSSProperties } from 'react';
import type { Format } from '../api/types';
import classes from './marks.module.css';

/** Custom property with a format's tint, for the style sheet. */
export const tintOf = (tint: string | undefined): CSSProperties =>
  tint ? ({ '--tint': tint } as CSSProperties) : {};

/** A format's two letters on its tint. */
export function FormatMark({ format }: { format: Pick<Format, 'mark' | 'tint' | 'name'> }) {
  return (
    <abbr className={classes.mark} style={tintOf(format.tint)} title={format.name}>
      {format.mark}
    </abbr>
  );
}
