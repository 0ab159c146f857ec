import { z } from 'zod';
import { ms, quota } from '../core/settings.js';

export const X_SETTINGS = {
  shape: {
    /** How long a reply to a new post is refused, because the post is not seen everywhere. */
    replyRaceMs: ms,
    /** The same text again within this time, s, is refused, also when the first was deleted. */
    duplicateWindowS: quota,
    /** Answers have no headers of rate limits. */
    omitsLimits: z.boolean(),
    /** A post that is not there is told with status 200 and an error in the body, instead of 404. */
    missingIn200: z.boolean(),
  },
  usual: { replyRaceMs: 0, duplicateWindowS: 86_400, omitsLimits: false, missingIn200: false },
  /**
   * Posts of an account in fifteen minutes, posts of the application in a rolling day, and credits of the application in
   * thousandths of a dollar.
   */
  quotas: { postsPerQuarter: 100, appPostsPerDay: 10_000, credits: 0 },
};
