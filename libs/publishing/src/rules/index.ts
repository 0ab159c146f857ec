export * from './publication-state.js';
export * from './stage.js';
