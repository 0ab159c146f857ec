export * from './derivatives.js';
export * from './media.entity.js';
export * from './media.schemas.js';
export * from './media-storage.js';
export * from './media.module.js';
export * from './media.repository.js';
export * from './media.service.js';
export * from './signed-address.js';
export { UnusableVideo } from './video/fast-start.js';
