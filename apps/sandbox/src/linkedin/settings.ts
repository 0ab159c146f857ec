import { z } from 'zod';
import { ms, quota } from '../core/settings.js';

const version = z.string().regex(/^(\d{6})?$/);

export const LINKEDIN_SETTINGS = {
  shape: {
    /** Time to process an image. */
    containerDelayMs: ms,
    /** How long comments on a new post are answered with "not found". */
    commentLagMs: ms,
    /** The same text again within this time, s, is DUPLICATE_POST. */
    duplicateWindowS: quota,
    /** First and last active version (`YYYYMM`); empty means by the clock. */
    oldestVersion: version,
    newestVersion: version,
  },
  usual: {
    containerDelayMs: 500,
    commentLagMs: 0,
    duplicateWindowS: 600,
    oldestVersion: '',
    newestVersion: '',
  },
  /** Calls of a member in a UTC day. */
  quotas: { callsPerDay: 0 },
};
