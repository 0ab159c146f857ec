export * from './token-life.js';
