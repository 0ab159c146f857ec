/**
 * One reason why a network would refuse, or spoil, a content. Codes are stable and translated in the catalogues;
 * `path` is relative to the channel's content (`text`, `firstComment`, `media.0`, `options.privacyLevel`).
 */
export interface Problem {
  code: string;
  path: string;
  /** An error blocks submission; a warning informs. */
  severity: 'error' | 'warning';
  limit?: number;
  actual?: number;
}
