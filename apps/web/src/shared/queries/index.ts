import { administrationQueries } from './administration';
import { consentQueries } from './consents';
import { listQueries } from './lists';
import { personQueries } from './people';
import { postQueries } from './posts';

/**
 * Every server query: cache key and fetch function, typed by the contract. Screens use no key directly; {@link
 * stale} says which act outdates which query.
 */
export const queries = {
  ...personQueries,
  ...listQueries,
  ...consentQueries,
  ...postQueries,
  ...administrationQueries,
};

export { all, type Family, type Key } from './keys';
export type { ConsentReturn } from './consents';
export type { MediaKind } from './lists';
export { afterGap, live, type LiveChange, stale } from './stale';
export { markStale, useMarkStale } from './mark-stale';
