export * from './compose.js';
export * from './freeze.js';
export * from './lateness.js';
export * from './limits.js';
export * from './needs-approval.js';
export * from './post-state.js';
export * from './publications-say.js';
export * from './revision-state.js';
