export * from './limits.js';
export * from './sectors.js';
