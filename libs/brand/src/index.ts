export * from './baseline.entity.js';
export * from './brand.schemas.js';
export * from './format.entity.js';
export * from './rules/index.js';
export { BrandEntities } from './brand.entities.js';
export * from './brand.module.js';
