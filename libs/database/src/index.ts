export * from './data-source.js';
export * from './database.js';
export * from './database.module.js';
export * from './domain-events.js';
export * from './embedded/index.js';
export * from './listener.js';
export * from './outbox.js';
export * from './tenant-ref.js';
