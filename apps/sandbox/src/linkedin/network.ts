import { dayOfMonth, monthOf, startOfUtcDay } from '../core/clock.js';
import { decimalId } from '../core/ids.js';
import { Refusal, type Admitted, type Call, type Network } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { denied, duplicateOf, expired, linkedinReply, refuse, revoked, throttled } from './errors.js';
import { LINKEDIN_SETTINGS } from './settings.js';

/** Versions end about the 15th, twelve months after their month; there is no 202512 (LinkedIn, Versioning). */
const NEVER_RELEASED = new Set(['202512']);

const RESOURCES: Record<string, string> = {
  posts: 'partnerApiPostsExternal.CREATE',
  finder: 'partnerApiPostsExternal.FINDER-author',
  comments: 'partnerApiSocialActions.CREATE',
  account: 'partnerApiOrganizations.GET',
};

export const versionOf = (call: Call): string => String(call.req.headers['linkedin-version'] ?? '');

export const urnOf = (id: string): string => `urn:li:organization:${id}`;

/** Header, version, token and throttle rules of LinkedIn's versioned APIs. */
export function linkedinNetwork(sandboxState: SandboxState): Network {
  const settings = () => sandboxState.settings.of('linkedin', LINKEDIN_SETTINGS);

  function admit(call: Call): asserts call is Admitted {
    if (call.req.path.startsWith('/rest/')) checkVersion(call);
    if (call.token === null) {
      throw refuse(401, 'EMPTY_ACCESS_TOKEN', 'Empty oauth2 access token', { serviceErrorCode: 65604 });
    }
    if (!call.account) {
      throw refuse(401, 'INVALID_ACCESS_TOKEN', 'Invalid access token', { serviceErrorCode: 65600 });
    }
    if (call.account.tokenState === 'expired') throw new Refusal(expired());
    if (call.account.tokenState === 'revoked') throw new Refusal(revoked());
    const limit = settings().quotas.callsPerDay;
    const day = startOfUtcDay(call.arrivedAt);
    const counter = sandboxState.counters.of(
      `linkedin:${call.account.id}:${call.operation}:${day}`,
      2 * 86_400_000,
    );
    counter.add(call.arrivedAt);
    if (limit > 0 && counter.count(call.arrivedAt) > limit) throw new Refusal(throttled('account'));
  }

  function checkVersion(call: Call): void {
    const version = versionOf(call);
    if (version === '') {
      throw refuse(
        400,
        'VERSION_MISSING',
        'A version must be present. Please specify a version by adding the LinkedIn-Version header.',
      );
    }
    const now = call.arrivedAt;
    const oldest = settings().oldestVersion || monthOf(now, dayOfMonth(now) > 15 ? -11 : -12);
    const newest = settings().newestVersion || monthOf(now);
    const known = /^\d{4}(0[1-9]|1[0-2])$/.test(version) && !NEVER_RELEASED.has(version);
    if (known && version >= oldest && version <= newest) return;
    throw refuse(426, 'NONEXISTENT_VERSION', `Requested version ${version}01 is not active`);
  }

  return {
    platform: 'linkedin',
    noted: ['linkedin-version', 'x-restli-method'],
    token: (req) => /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? null,
    admit,
    headers: () => ({
      'x-li-uuid': decimalId('AAY'),
      'x-li-fabric': 'sandbox',
      'x-li-request-id': decimalId(''),
    }),
    replies: {
      rateLimited: (_call, _seconds, scope) => throttled(scope),
      tokenExpired: expired,
      tokenRevoked: revoked,
      forbidden: (call) => denied(`${RESOURCES[call.operation] ?? 'partnerApi.GET'}.${versionOf(call)}01`),
      duplicate: () => duplicateOf(`urn:li:share:${decimalId('7')}`),
      serverError: () => linkedinReply(500, 'INTERNAL_SERVER_ERROR', 'Internal Server Error'),
    },
  };
}
