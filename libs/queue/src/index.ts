export * from './backend.js';
export * from './queue-schema.js';
export * from './define-job.js';
export * from './job-host.js';
export * from './migrate.js';
export * from './queue.module.js';
