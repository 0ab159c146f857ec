import type { Platform } from '#rules/platforms';
import type { Request } from 'express';
import type { Admitted, Call, Network, Reply } from '../core/exchange.js';
import { Refusal } from '../core/exchange.js';
import type { Params } from '../core/params.js';
import type { SettingsOf } from '../core/settings.js';
import type { SandboxState } from '../core/sandbox-state.js';
import type { GRAPH_SETTINGS } from './settings.js';
import { expiredToken, graphError, graphErrorReply, revokedToken } from './errors.js';

const HOUR = 3_600_000;

interface GraphFlavour {
  platform: Platform;
  /** Name of the business use case in usage headers. */
  useCase: string;
  /** Code of a business-use-case limit: 32 or 80001 for pages, 80002 for Instagram. */
  limitCode: number;
  duplicate: () => Reply;
  settings: () => SettingsOf<typeof GRAPH_SETTINGS>;
}

/** Version, token and rate rules shared by Facebook and Instagram (Graph API, Overview and Rate Limits). */
export function graphNetwork(sandboxState: SandboxState, flavour: GraphFlavour): Network {
  const { platform } = flavour;
  const calls = (account: string) => sandboxState.counters.of(`${platform}:calls:${account}`, HOUR);
  const limit = () => flavour.settings().quotas.callsPerHour;

  function rateLimited(call: Call, seconds: number, scope: 'account' | 'app'): Reply {
    const app = scope === 'app';
    const reply = graphErrorReply({
      code: app ? 4 : flavour.limitCode,
      message: app
        ? '(#4) Application request limit reached'
        : `(#${flavour.limitCode}) Page request limit reached`,
    });
    const usage = app
      ? { 'x-app-usage': JSON.stringify({ call_count: 100, total_cputime: 12, total_time: 9 }) }
      : businessUsage(flavour.useCase, call.account?.id ?? '0', 100, Math.ceil(seconds / 60));
    return { ...reply, headers: usage };
  }

  function admit(call: Call): asserts call is Admitted {
    checkVersion(flavour, call.path.version);
    const { token, account } = call;
    if (token === null || token === '') {
      throw graphError({
        code: 2500,
        message: 'An active access token must be used to query information about the current user.',
      });
    }
    if (!account) {
      throw graphError({ code: 190, message: 'Invalid OAuth access token - Cannot parse access token' });
    }
    if (account.tokenState === 'expired') throw new Refusal(expiredToken());
    if (account.tokenState === 'revoked') throw new Refusal(revokedToken());
    const counter = calls(account.id);
    counter.add(call.arrivedAt);
    if (limit() > 0 && counter.count(call.arrivedAt) > limit()) {
      throw new Refusal(rateLimited(call, 3600, 'account'));
    }
  }

  function headers(call: Call): Record<string, string> {
    const version = { 'facebook-api-version': call.path.version ?? '' };
    if (!call.account || limit() === 0) return version;
    const percent = Math.min(100, Math.floor((100 * calls(call.account.id).count(call.arrivedAt)) / limit()));
    // Usage headers only appear once there is some traffic, as with Meta.
    return percent === 0
      ? version
      : { ...version, ...businessUsage(flavour.useCase, call.account.id, percent, 0) };
  }

  return {
    platform,
    noted: ['offset', 'file_size'],
    token: graphToken,
    admit,
    headers,
    replies: {
      rateLimited,
      tokenExpired: expiredToken,
      tokenRevoked: revokedToken,
      forbidden: () =>
        graphErrorReply({
          code: 200,
          message: '(#200) The permission(s) needed are not available to this app.',
        }),
      duplicate: flavour.duplicate,
      serverError: () =>
        graphErrorReply({ code: 1, status: 500, transient: true, message: 'An unknown error occurred' }),
    },
  };
}

/** `access_token` parameter, `Bearer`, or rupload's `OAuth`. */
function graphToken(req: Request, params: Params): string | null {
  const header = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1];
  return params.get('access_token') ?? header ?? null;
}

function checkVersion({ settings }: GraphFlavour, version: string | undefined): void {
  if (version === undefined || settings().graphVersions.includes(version)) return;
  throw graphError({ code: 2500, message: `Unknown path components: /${version}` });
}

function businessUsage(type: string, id: string, percent: number, minutes: number): Record<string, string> {
  const usage = {
    type,
    call_count: percent,
    total_cputime: 12,
    total_time: 9,
    estimated_time_to_regain_access: minutes,
  };
  return { 'x-business-use-case-usage': JSON.stringify({ [id]: [usage] }) };
}
