import type { PlatformAdapter, SearchIo } from './adapter.js';
import { PlatformError } from './platform-error.js';
import { CLOCK_SKEW_MS, instantMs, normalised } from './text.js';

/** The time range of a search in whole seconds, widened for clocks that differ. */
export const searchWindow = (io: SearchIo): { sinceS: number; untilS: number } => ({
  sinceS: Math.floor((instantMs(io.since) - CLOCK_SKEW_MS) / 1000),
  untilS: Math.ceil((instantMs(io.until) + CLOCK_SKEW_MS) / 1000),
});

/** Whether a post with this text and instant (ms since 1970) may be the wanted one. */
export function mayBe(io: SearchIo, text: string, at: number): boolean {
  const { sinceS, untilS } = searchWindow(io);
  return normalised(text) === normalised(io.content.text) && at >= sinceS * 1000 && at <= untilS * 1000;
}

/** True when reading was refused: a token that may write may not always read. */
export const isReadDenied = (error: unknown): boolean =>
  error instanceof PlatformError && error.detail.hint === 'missing_permission';

/**
 * Wraps a search that cannot always tell: a post without text looks like every other one without text, and a token
 * without the right to list can still publish, so its channel is not marked as lost.
 */
export const searchBy =
  (list: PlatformAdapter['search']): PlatformAdapter['search'] =>
  async (io) => {
    if (normalised(io.content.text) === '') return null;
    try {
      return await list(io);
    } catch (error) {
      if (isReadDenied(error)) return null;
      throw error;
    }
  };
