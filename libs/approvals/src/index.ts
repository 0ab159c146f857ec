export * from './approvals.module.js';
export * from './approvals.schemas.js';
