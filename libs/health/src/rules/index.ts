export * from './assess.js';
export * from './facts.js';
export { findingWords } from './words/index.js';
