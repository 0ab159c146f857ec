import { z } from 'zod';

export const WORDPRESS_SETTINGS = {
  shape: {
    /** Without pretty permalinks `/wp-json` is a page of the theme, and the API is reached by `?rest_route=`. */
    permalinks: z.enum(['pretty', 'plain']),
    /** Whether the site takes application passwords; it needs https for them. */
    applicationPasswords: z.boolean(),
  },
  usual: { permalinks: 'pretty', applicationPasswords: true },
  /** Calls of a user in a minute, as a plugin counts them. */
  quotas: { callsPerMinute: 0 },
};
