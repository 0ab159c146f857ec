export * from './limits.js';
export * from './media-types.js';
