export * from './limits.js';
export * from './place-baseline.js';
