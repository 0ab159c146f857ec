export * from './adapter.js';
export * from './consent.js';
export * from './deadline.js';
export * from './from-network.js';
export * from './http.js';
export * from './platform-error.js';
export * from './redact.js';
export * from './undici-http.js';
