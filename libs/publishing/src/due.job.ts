import { z } from 'zod';
import { defineJob, type QueueName } from '#lib/queue';

/** The queue that wakes workers up. */
export const PUBLISHING_QUEUE = 'publishing' satisfies QueueName;

/**
 * "Look at this publication." The entry carries no state. A lost one is added again by the next sweep; a doubled or
 * stale one does nothing, because work needs a claim under a fence. So it is tried once, and its failure has no
 * consequence.
 */
export const lookAtPublication = defineJob({
  name: 'look-at-publication',
  queue: PUBLISHING_QUEUE,
  schema: z.object({
    organisationId: z.uuid(),
    publicationId: z.uuid(),
    // The channel whose share of a worker it uses; absent in entries of an older version.
    channelId: z.uuid().optional(),
    platform: z.string().optional(),
    traceParent: z.string().nullish(),
  }),
  options: { attempts: 1, removeOnComplete: true, removeOnFail: { age: 3600, count: 1000 } },
});
