export * from './channel-state.js';
export * from './token-life.js';
