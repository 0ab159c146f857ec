import { z } from 'zod';

export const WEBHOOK_SETTINGS = {
  shape: {
    /** How far the instant of a request may be from the receiver's clock, s. */
    toleranceSeconds: z.number().int().min(0),
    /** Knows a repetition by its `webhook-id`, and does nothing again: many receivers do not. */
    knowsRepetitions: z.boolean(),
    /** Says that it answers `post.lookup`. */
    answersLookups: z.boolean(),
  },
  usual: { toleranceSeconds: 300, knowsRepetitions: false, answersLookups: true },
  quotas: { postsPerMinute: 0 },
};
