import { z } from 'zod';
import { networkWait } from '../kit/from-network.js';
import type { PlatformResponse } from '../kit/http.js';
import type { PlatformErrorDetail, UsageReading } from '../rules/outcome.js';

type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'>;

const MINUTE = 60_000;
const reconnect: Meaning = { class: 'auth', hint: 'reconnect' };
const permission: Meaning = { class: 'auth', hint: 'missing_permission' };
const restricted: Meaning = { class: 'permanent', hint: 'account_restricted' };
const content: Meaning = { class: 'permanent', hint: 'content_refused' };
const missing: Meaning = { class: 'permanent', hint: 'target_missing' };
const tooLarge: Meaning = { class: 'permanent', hint: 'image_refused' };
const limited: Meaning = { class: 'rate_limited', hint: 'rate_limited' };

/**
 * By the name of the error, because statuses differ from what they say elsewhere: an access token that is over has 400.
 * Sources: the lexicons of com.atproto.server and com.atproto.repo, and a server of version 0.4.217 itself.
 */
const BY_NAME: Readonly<Record<string, Meaning>> = {
  RateLimitExceeded: limited,
  ExpiredToken: reconnect,
  InvalidToken: reconnect,
  AuthMissing: reconnect,
  AuthenticationRequired: reconnect,
  AuthFactorTokenRequired: reconnect,
  AccountNotFound: reconnect,
  AccountDeactivated: { class: 'auth', hint: 'account_checkpoint' },
  RepoDeactivated: { class: 'auth', hint: 'account_checkpoint' },
  AccountTakedown: restricted,
  RepoTakendown: restricted,
  AccountSuspended: restricted,
  RepoSuspended: restricted,
  Forbidden: permission,
  InvalidRequest: content,
  InvalidRecord: content,
  InvalidMimeType: tooLarge,
  BlobTooLarge: tooLarge,
  PayloadTooLarge: tooLarge,
  // Uploaded, and collected since: it is uploaded again.
  BlobNotFound: { class: 'transient', hint: 'upload_expired' },
  // Another record has our key: an earlier attempt of ours.
  InvalidSwap: { class: 'duplicate', hint: 'duplicate_post' },
  RecordNotFound: missing,
  RepoNotFound: missing,
};

/** The envelope of XRPC; its names are words in camel case, which those of OAuth and of gateways are not. */
const envelope = z.object({
  error: z.string().regex(/^[A-Z][A-Za-z]{2,60}$/u),
  message: z.string().catch(''),
});

/** Reads XRPC’s envelope; null for an answer without it. */
export function blueskyFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const { error: code, message } = parsed.data;
  const said = { cause: 'network', code, message } as const;
  // The work may have been done before the answer failed; a proxy’s fault has the same envelope.
  if (response.status >= 500) return { ...said, class: 'transient', refused: false };
  const meaning = Object.hasOwn(BY_NAME, code) ? BY_NAME[code] : undefined;
  const known = meaning ?? unlisted(response.status);
  const wait = known.class === 'rate_limited' ? pause(response) : {};
  return { ...said, ...known, ...wait, refused: true };
}

function unlisted(status: number): Meaning {
  if (status === 401) return reconnect;
  if (status === 403) return permission;
  return status === 429 ? limited : content;
}

/** What the headers tell of the tightest limit; numbers that are none count as absent. */
function limitIn({ headers }: PlatformResponse) {
  const number = (name: string): number =>
    /^\d{1,12}$/u.test(headers[name] ?? '') ? Number(headers[name]) : NaN;
  const resetMs = number('ratelimit-reset') * 1_000 - Date.parse(headers.date ?? '');
  return {
    limit: number('ratelimit-limit'),
    remaining: number('ratelimit-remaining'),
    resetMs: networkWait(resetMs),
    // The limit of an address, which all channels share; every other is the account’s.
    of: headers['ratelimit-policy'] === BY_ADDRESS ? ('app' as const) : ('account' as const),
  };
}

/** Requests of five minutes from one address (Bluesky, rate limits). */
const BY_ADDRESS = '3000;w=300';

/** There is no `Retry-After`: the reset is an instant, read by the server’s own clock. */
function pause(response: PlatformResponse): Pick<PlatformErrorDetail, 'retryAfterMs' | 'scope'> {
  const { resetMs, of } = limitIn(response);
  return { retryAfterMs: resetMs ?? MINUTE, scope: of === 'app' ? 'app' : 'channel' };
}

/** Usage of the limit that an answer tells of. */
export function blueskyUsage(response: PlatformResponse): readonly UsageReading[] {
  const { limit, remaining, resetMs, of } = limitIn(response);
  if (!(limit > 0) || !(remaining >= 0)) return [];
  const percent = Math.max(0, Math.round(100 * (1 - remaining / limit)));
  // A time names the end of a limit that is used up: told earlier, it would hold the account after every post.
  const used = remaining === 0 && resetMs !== undefined;
  return [{ of, percent, ...(used ? { regainMs: resetMs } : {}) }];
}
