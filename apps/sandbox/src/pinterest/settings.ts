import { z } from 'zod';

export const PINTEREST_SETTINGS = {
  shape: {
    /** The application's access: with Trial pins are their author's alone, or are refused, as some report. */
    access: z.enum(['standard', 'trial_hidden', 'trial_refused']),
    /** A carousel is refused when its pictures are not of one size. */
    oneSize: z.boolean(),
  },
  usual: { access: 'standard', oneSize: false },
  /** Calls of an account in a minute, and of the whole application in a day. */
  quotas: { writesPerMinute: 0, readsPerMinute: 0, callsPerDay: 0 },
};
