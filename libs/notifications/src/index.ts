export * from './mail/digest.job.js';
export * from './mail/mailer.js';
export * from './notification.entity.js';
export * from './notifications.module.js';
export * from './outbox/consumer.js';
export * from './rules/index.js';
