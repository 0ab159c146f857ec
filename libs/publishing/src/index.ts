export * from './due.job.js';
export * from './publication-event.entity.js';
export * from './publication.entity.js';
export * from './publications.module.js';
export { PublishingEntities } from './publishing.entities.js';
export * from './worker-heartbeat.entity.js';
