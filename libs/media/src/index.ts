export * from './media.entity.js';
export * from './media.schemas.js';
