export * from './admission.js';
export * from './failure.js';
export * from './holds.js';
export * from './paced-http.js';
export * from './prepared-media.js';
export * from './rate-store.js';
export * from './step-io.js';
export * from './usage-watch.js';
