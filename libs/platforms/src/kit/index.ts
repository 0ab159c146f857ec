export * from './adapter.js';
export * from './http.js';
export * from './platform-error.js';
