export * from './health.module.js';
export { type EngineFigures, engineFigures } from './health.repository.js';
export * from './overdue-watch.js';
export * from './readiness.js';
export * from './retention/retention-rules.js';
export * from './retention/retention.js';
export * from './rules/index.js';
