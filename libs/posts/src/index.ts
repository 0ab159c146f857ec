export * from './post-variant.entity.js';
export * from './post.entity.js';
export * from './posts.schemas.js';
export * from './revision.entity.js';
export * from './rules/index.js';
