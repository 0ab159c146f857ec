export * from './audit-actions.js';
export * from './permissions.js';
