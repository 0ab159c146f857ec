export * from './compose.js';
export * from './freeze.js';
export * from './lateness.js';
export * from './post-state.js';
