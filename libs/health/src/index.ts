export * from './health.module.js';
export * from './overdue-watch.js';
export * from './readiness.js';
export * from './retention/kept.js';
export * from './retention/retention.js';
export * from './rules/index.js';
