export * from './derivatives.js';
export * from './media.entity.js';
export * from './media.schemas.js';
export * from './media-storage.js';
export * from './media.module.js';
export { mediaFacts, readableMedia } from './media.repository.js';
export * from './signed-address.js';
export { Opener } from './opening/opener.js';
export { UploadMedia } from './write/upload-media.js';
