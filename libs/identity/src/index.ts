export * from './api-key.entity.js';
export * from './audit-entry.entity.js';
export * from './idempotency-key.entity.js';
export * from './identity.schemas.js';
export * from './member.entity.js';
