/**
 * What the cache holds, by its first word. A family is what an act makes out of date: an answer of the server that no
 * family holds could never be asked for again by name.
 */
export type Family =
  | 'me'
  | 'organisation'
  | 'establishments'
  | 'members'
  | 'channels'
  | 'formats'
  | 'audiences'
  | 'campaigns'
  | 'calendar'
  | 'capacity'
  | 'post'
  | 'posts'
  | 'publication'
  | 'media'
  | 'notifications'
  | 'notification-preferences'
  | 'api-keys'
  | 'audit'
  | 'security-log'
  | 'passkeys'
  | 'sessions'
  | 'health'
  | 'invitation'
  | 'reset';

/** The key of a query, or the beginning of the keys of several; the empty one is the beginning of all. */
export type Key = readonly unknown[];

/** A family's key, down to one query of it. */
export const key = <F extends Family, Rest extends Key>(family: F, ...rest: Rest): readonly [F, ...Rest] => [
  family,
  ...rest,
];

/** All queries of a family, as the cache's own methods take them. */
export const all = <F extends Family>(family: F): { queryKey: readonly [F] } => ({ queryKey: key(family) });
