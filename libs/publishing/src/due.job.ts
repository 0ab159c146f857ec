import { z } from 'zod';
import { defineJob, type QueueName } from '#lib/queue';

/** The queue that wakes workers up. */
export const PUBLISHING_QUEUE = 'publishing' satisfies QueueName;

/**
 * "Look at this publication." It carries no state: lost, it is added again by the next sweep; doubled or stale, it
 * does nothing, since only a claim under a fence does. So it is tried once, and nothing follows its failure.
 */
export const lookAtPublication = defineJob({
  name: 'look-at-publication',
  queue: PUBLISHING_QUEUE,
  schema: z.object({
    organisationId: z.uuid(),
    publicationId: z.uuid(),
    // Whose share of a worker it takes; absent in entries of an older version.
    channelId: z.uuid().optional(),
    platform: z.string().optional(),
    traceParent: z.string().nullish(),
  }),
  options: { attempts: 1, removeOnComplete: true, removeOnFail: { age: 3600, count: 1000 } },
});
