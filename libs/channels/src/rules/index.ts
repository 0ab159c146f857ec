export * from './channel-state.js';
export * from './server-address.js';
export * from './token-life.js';
