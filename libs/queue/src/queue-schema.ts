/** Schema of BullMQ's own tables. */
export const QUEUE_SCHEMA = 'bullmq';
