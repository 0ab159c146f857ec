import { z } from 'zod';
import type { Step } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { segment } from '../kit/segment.js';
import type { FailureTable } from './errors.js';
import { graph } from './graph.js';

const HOUR_MS = 3_600_000;
const int = z.coerce.number().int().min(0);
const limitAnswer = z.object({
  data: z.array(
    z.object({ quota_usage: int, config: z.object({ quota_total: int }).optional().catch(undefined) }),
  ),
});

/**
 * Reads how many publications are left today, so that a full quota is known before the due instant.
 * @param edge last part of the path, below the account; also the code of the refusal
 */
export const quotaStep = (edge: string, codes: FailureTable): Step => ({
  name: 'quota',
  kind: 'check',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => {
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(io.account.remoteId)}/${edge}`,
        params: { fields: 'quota_usage,config' },
        schema: limitAnswer,
      },
      codes,
    );
    const [row] = data.data;
    const total = row?.config?.quota_total ?? 0;
    if (row && total > 0 && row.quota_usage >= total) {
      throw new PlatformError({
        class: 'rate_limited',
        cause: 'quota',
        code: edge,
        message: `${row.quota_usage} of ${total} publications used in 24 h`,
        refused: true,
        retryAfterMs: HOUR_MS,
        scope: 'channel',
        hint: 'daily_quota',
      });
    }
    return { state: 'done', output: { used: row?.quota_usage ?? 0, total } };
  },
});
