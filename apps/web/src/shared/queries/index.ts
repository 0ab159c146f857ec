import { administrationQueries } from './administration';
import { listQueries } from './lists';
import { personQueries } from './people';
import { postQueries } from './posts';

/**
 * Everything that the application asks the server: its key in the cache and how it is fetched, typed by the contract.
 * Screens spell no key; what makes which answers out of date stands in {@link stale}.
 */
export const queries = { ...personQueries, ...listQueries, ...postQueries, ...administrationQueries };

export { all, type Family, type Key } from './keys';
export type { MediaKind } from './lists';
export { afterGap, live, type LiveChange, stale } from './stale';
export { markStale, useMarkStale } from './mark-stale';
