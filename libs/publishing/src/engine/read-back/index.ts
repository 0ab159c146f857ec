export * from './reconciler.js';
export * from './recovery.js';
export * from './searcher.js';
