import { z } from 'zod';

/** What Facebook and Instagram have in common on the Graph API. */
export const GRAPH_SETTINGS = {
  shape: { graphVersions: z.array(z.string().regex(/^v\d+\.\d+$/)) },
  usual: { graphVersions: ['v23.0', 'v24.0', 'v25.0', 'v26.0'] },
  /** Business-use-case calls of an account. */
  quotas: { callsPerHour: 20_000 },
};
