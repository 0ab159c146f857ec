export * from './publication-state.js';
