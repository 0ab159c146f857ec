export * from './batcher.js';
export * from './holdings.js';
export * from './lease-check.js';
export * from './lost-lease.js';
export * from './store.js';
export * from './timers.js';
export * from './wakes.js';
export * from './work.js';
