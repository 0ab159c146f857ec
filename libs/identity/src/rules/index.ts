export * from './audit-actions.js';
export * from './limits.js';
export * from './permissions.js';
