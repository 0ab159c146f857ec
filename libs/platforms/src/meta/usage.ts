import { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import type { UsageReading } from '../rules/outcome.js';
import type { PlatformResponse } from '../kit/http.js';
import { parseJson } from '../kit/json.js';

/** Percentages of the three allowances; the highest one decides. */
const share = z.number().nonnegative().catch(0);
const shares = z.object({ call_count: share, total_cputime: share, total_time: share });
const appUsage = shares;
const accountUsage = z.record(
  z.string(),
  z.array(shares.extend({ estimated_time_to_regain_access: z.number().nonnegative().catch(0) })),
);

const fullest = (usage: z.output<typeof shares>): number =>
  Math.max(usage.call_count, usage.total_cputime, usage.total_time);

/**
 * Usage that Meta reports: `X-App-Usage` of the application, `X-Business-Use-Case-Usage` by account, with minutes
 * until calls are accepted again. Source: Meta Graph API, rate limits. The headers come only after enough traffic.
 */
export function metaUsage(
  { headers }: PlatformResponse,
  account: AdapterIo['account'],
): readonly UsageReading[] {
  const app = appUsage.safeParse(parseJson(headers['x-app-usage'] ?? ''));
  const accounts = accountUsage.safeParse(parseJson(headers['x-business-use-case-usage'] ?? ''));
  return [
    ...(app.success ? [{ of: 'app' as const, percent: fullest(app.data) }] : []),
    ...((accounts.success && accounts.data[account.remoteId]) || []).map((row) => ({
      of: 'account' as const,
      percent: fullest(row),
      ...(row.estimated_time_to_regain_access > 0
        ? { regainMs: row.estimated_time_to_regain_access * 60_000 }
        : {}),
    })),
  ];
}
