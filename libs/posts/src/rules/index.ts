export * from './post-state.js';
