export * from './place-baseline.js';
