export * from './digest.js';
export * from './incident.js';
export * from './kinds.js';
export * from './recipients.js';
export * from './words/index.js';
