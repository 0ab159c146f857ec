import { quota } from '../core/settings.js';
import { GRAPH_SETTINGS } from '../graph/settings.js';

export const FACEBOOK_SETTINGS = {
  shape: {
    ...GRAPH_SETTINGS.shape,
    /** The same text again within this time, s, is error 506. */
    duplicateWindowS: quota,
  },
  usual: { ...GRAPH_SETTINGS.usual, duplicateWindowS: 600 },
  quotas: GRAPH_SETTINGS.quotas,
};
