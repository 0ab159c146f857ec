import { z } from 'zod';
import { ms } from '../core/settings.js';
import { GRAPH_SETTINGS } from '../graph/settings.js';

export const INSTAGRAM_SETTINGS = {
  shape: {
    ...GRAPH_SETTINGS.shape,
    /** Time to process a container of an image. */
    containerDelayMs: ms,
    /** A container read answers without `status_code` this long. */
    statusMissingMs: ms,
    /** Publishing a container again gives the same media id, or an error. */
    republish: z.enum(['same', 'error']),
  },
  usual: { ...GRAPH_SETTINGS.usual, containerDelayMs: 500, statusMissingMs: 0, republish: 'same' },
  /** Publications and containers of a rolling day; publications are limited on every account. */
  quotas: { ...GRAPH_SETTINGS.quotas, publishPerDay: 100, containersPerDay: 400 },
};
