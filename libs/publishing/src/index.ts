export * from './publication-event.entity.js';
export * from './publication.entity.js';
export * from './publishing.schemas.js';
export * from './rules/index.js';
export * from './worker-beat.entity.js';
export * from './post-states.js';
export * from './publications.module.js';
export * from './entities.js';
