import type { PlatformAdapter, SearchIo } from './adapter.js';
import { PlatformError } from './platform-error.js';
import { CLOCK_SKEW_MS, instantMs, normalised } from './text.js';

/** The window of a search in whole seconds, as lists take it, wide enough for clocks that differ. */
export const searchWindow = (io: SearchIo): { sinceS: number; untilS: number } => ({
  sinceS: Math.floor((instantMs(io.since) - CLOCK_SKEW_MS) / 1000),
  untilS: Math.ceil((instantMs(io.until) + CLOCK_SKEW_MS) / 1000),
});

/** Whether a post of that text and instant (ms since 1970) may be the one that is looked for. */
export function mayBe(io: SearchIo, text: string, at: number): boolean {
  const { sinceS, untilS } = searchWindow(io);
  return normalised(text) === normalised(io.content.text) && at >= sinceS * 1000 && at <= untilS * 1000;
}

/** True for a refusal to read: a token that may write may not always read. */
export const isReadDenied = (error: unknown): boolean =>
  error instanceof PlatformError && error.detail.hint === 'missing_permission';

/**
 * A search that says when it cannot tell: of a post without a text, which looks like every other without one; and
 * where the token may not list, for it may still publish, and its channel is not lost for it.
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
