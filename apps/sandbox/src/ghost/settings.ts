import { z } from 'zod';

export const GHOST_SETTINGS = {
  shape: {
    /** How far a signature may be from the site's clock, s. */
    signatureSeconds: z.number().int().min(0),
  },
  usual: { signatureSeconds: 300 },
  quotas: {},
};
