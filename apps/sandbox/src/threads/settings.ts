import { z } from 'zod';
import { ms } from '../core/settings.js';
import { GRAPH_SETTINGS } from '../graph/settings.js';

export const THREADS_SETTINGS = {
  shape: {
    ...GRAPH_SETTINGS.shape,
    /** Time to process a container without a video. */
    containerDelayMs: ms,
    /** Publishing a finished container this soon after it was created finds nothing, as on a replica. */
    replicationMs: ms,
    /** Publishing a container again gives the same post, or an error. */
    republish: z.enum(['same', 'error']),
  },
  usual: { graphVersions: ['v1.0'], containerDelayMs: 500, replicationMs: 0, republish: 'same' },
  /** Posts and replies of a rolling day. */
  quotas: { ...GRAPH_SETTINGS.quotas, publishPerDay: 250, repliesPerDay: 1_000 },
};
