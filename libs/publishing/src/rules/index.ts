export * from './publication-state.js';
export * from './stage.js';
export * from './after-failure.js';
export * from './after-reading.js';
export * from './backoff.js';
export * from './obstacle.js';
export * from './settlement.js';
export * from './after-search.js';
