import type { JobsOptions } from 'bullmq';
import type { z } from 'zod';

/** Every queue. What BullMQ needs for each is made by its owner, when migrating. */
export const QUEUES = ['publishing', 'mail'] as const;
export type QueueName = (typeof QUEUES)[number];

/** One kind of job: its payload is ids only, validated when it is added and again when it is taken. */
export interface JobDefinition<S extends z.ZodType = z.ZodType> {
  name: string;
  queue: QueueName;
  schema: S;
  /** What happens after the last attempt is part of the definition: read the comment where the job is defined. */
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
