/**
 * Cache families by the first word of the key. An act marks families as stale, so a query outside of all families
 * could never be refetched by name.
 */
export type Family =
  | 'me'
  | 'organisation'
  | 'establishments'
  | 'members'
  | 'channels'
  | 'consents'
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

/** Key of a query, or a prefix of several keys; the empty one matches all. */
export type Key = readonly unknown[];

/** A family's key, or that of one query in it. */
export const key = <F extends Family, Rest extends Key>(family: F, ...rest: Rest): readonly [F, ...Rest] => [
  family,
  ...rest,
];

/** All queries of a family, as a filter for the cache's methods. */
export const all = <F extends Family>(family: F): { queryKey: readonly [F] } => ({ queryKey: key(family) });
