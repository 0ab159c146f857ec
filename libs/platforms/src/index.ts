export * from './kit/index.js';
export * from './rules/index.js';
