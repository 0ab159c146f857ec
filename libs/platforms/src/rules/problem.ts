import type { ProblemCode } from './problem-codes.js';

/**
 * One reason why a network would refuse or spoil a content. Codes are stable and translated in the catalogues.
 * `path` is relative to the channel's content (`text`, `firstComment`, `media.0`, `options.privacyLevel`). `limit`
 * and `actual` are in the unit of the code: characters, counts, bytes, pixels, milliseconds, or a ratio.
 */
export interface Problem {
  code: ProblemCode;
  path: string;
  /** An error blocks submission; a warning informs. */
  severity: 'error' | 'warning';
  limit?: number;
  actual?: number;
}
