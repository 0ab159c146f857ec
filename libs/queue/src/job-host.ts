import { WorkerHost } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import type { Job } from 'bullmq';
import type { z } from 'zod';
import { inTrace, SpanKind, traced } from '#lib/kernel';
import { type JobDefinition, jobsOf } from './define-job.js';

export interface JobHandler {
  job: JobDefinition;
  handle(payload: unknown): Promise<void>;
}

/** Connects a job with its handler; the payload has the type of the job's schema. */
export const handles = <S extends z.ZodType>(
  job: JobDefinition<S>,
  handle: (payload: z.output<S>) => Promise<void>,
): JobHandler => ({
  job,
  handle: (payload) => handle(job.schema.parse(payload)),
});

/**
 * How a consumer works: one job at a time, and after an error of the connection it goes on within a second. BullMQ waits 15,
 * also when it is closed meanwhile.
 */
export const CONSUMER = { concurrency: 1, runRetryDelay: 1_000 };

/**
 * A queue's consumer. The process does not start when a job of the queue has no handler, or two. BullMQ gets a
 * handler's errors.
 */
export abstract class JobHost extends WorkerHost implements OnModuleInit {
  protected abstract readonly queue: string;
  protected abstract readonly handlers: JobHandler[];

  onModuleInit(): void {
    for (const job of jobsOf(this.queue)) {
      const count = this.handlers.filter((handler) => handler.job === job).length;
      if (count !== 1) {
        throw new Error(`Job ${job.queue}/${job.name} has ${count} handlers; it needs exactly one`);
      }
    }
  }

  async process(job: Job): Promise<void> {
    const handler = this.handlers.find((candidate) => candidate.job.name === job.name);
    if (!handler) {
      throw new Error(`Nobody handles ${this.queue}/${job.name}: was it added by a newer version?`);
    }
    // Besides its ids, the payload has a trace context, which the handler does not use.
    const { traceParent } = job.data as { traceParent?: unknown };
    await inTrace(traceParent, () =>
      traced(
        `job ${job.name}`,
        { 'messaging.destination.name': this.queue, 'messaging.message.id': job.id ?? '' },
        () => handler.handle(job.data),
        SpanKind.CONSUMER,
      ),
    );
  }
}
