export * from './wall-clock.js';
export * from './well-formed.js';
