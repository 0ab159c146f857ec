export { Batcher } from './batcher.js';
export { HeldLeases } from './held-leases.js';
export { type ClockReading, LeaseCheck } from './lease-check.js';
export { LostLease } from './lost-lease.js';
export { PublicationStore } from './publication-store.js';
export type { Due } from './sweep.sql.js';
export { Timers } from './timers.js';
export { WakeTimers } from './wake-timers.js';
export { doneSteps, type Work } from './work.js';
