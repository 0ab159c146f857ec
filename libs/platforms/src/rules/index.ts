export * from './platform.js';
export * from './problem.js';
