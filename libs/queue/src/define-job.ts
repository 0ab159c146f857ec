import type { JobsOptions } from 'bullmq';
import type { z } from 'zod';

/** Every queue. Migrating creates what BullMQ needs for each, as the owner. */
export const QUEUES = ['publishing', 'mail'] as const;
export type QueueName = (typeof QUEUES)[number];

/** A kind of job. Its payload is ids only, validated when it is added and when it is taken. */
export interface JobDefinition<S extends z.ZodType = z.ZodType> {
  name: string;
  queue: QueueName;
  schema: S;
  /** What happens after the last attempt is documented where the job is defined. */
  options: JobsOptions;
}

const defined = new Map<string, JobDefinition>();

/** @throws Error when another job of the queue has the name */
export function defineJob<S extends z.ZodType>(job: JobDefinition<S>): JobDefinition<S> {
  const key = `${job.queue}/${job.name}`;
  if (defined.has(key)) throw new Error(`Two jobs are called ${key}`);
  defined.set(key, job);
  return job;
}

/** Every job defined for a queue. */
export const jobsOf = (queue: string): JobDefinition[] =>
  [...defined.values()].filter((job) => job.queue === queue);
