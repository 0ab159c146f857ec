export { Batcher } from './batcher.js';
export { Holdings } from './holdings.js';
export { type Instant, LeaseCheck } from './lease-check.js';
export { LostLease } from './lost-lease.js';
export { Store } from './store.js';
export type { Due } from './sweep.sql.js';
export { Timers } from './timers.js';
export { Wakes } from './wakes.js';
export { doneSteps, type Work } from './work.js';
