import { z } from 'zod';
import { ms } from '../core/settings.js';

export const TIKTOK_SETTINGS = {
  shape: {
    /** Time from publication until the public post id is known. */
    postIdDelayMs: ms,
    /** An application that has not been audited may only post privately to private accounts. */
    unaudited: z.boolean(),
  },
  usual: { postIdDelayMs: 1000, unaudited: false },
  /** Direct posts of a rolling day, and calls per token and minute. */
  quotas: { publishPerDay: 0, initPerMinute: 0, statusPerMinute: 0, creatorInfoPerMinute: 0 },
};
