export * from './kit/index.js';
export * from './registry.js';
export * from './rules/index.js';
