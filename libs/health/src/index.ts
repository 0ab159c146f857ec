import type { Entities } from '#lib/database';
import { OverduePublication } from './overdue-publication.entity.js';

export * from './health.module.js';
export * from './overdue-watch.js';
export * from './readiness.js';
export * from './retention/kept.js';
export * from './retention/retention.js';
export * from './rules/index.js';

/** What this lib adds to the entities of a process. */
export const healthEntities: Entities = [OverduePublication];
