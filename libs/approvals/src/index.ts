export * from './approvals.module.js';
export * from './approvals.schemas.js';
export * from './approvals.service.js';
