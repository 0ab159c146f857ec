export * from './compose.js';
export * from './freeze.js';
export * from './lateness.js';
export * from './limits.js';
export * from './needs-approval.js';
export * from './post-state.js';
export * from './state-from-publications.js';
export * from './revision-state.js';
