import { Refusal, type Admitted, type Call, type Network, type Reply } from '../core/exchange.js';
import { isoOf } from '../core/clock.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { MASTODON_SETTINGS } from './settings.js';

const MINUTE = 60_000;

/** The envelope of every refusal; its sentence is in the language of the server. */
export const errorBody = (error: string) => ({ error });

export const refuse = (status: number, error: string): Refusal =>
  new Refusal({ status, body: errorBody(error) });

export const notFound = (): Refusal => refuse(404, 'Enregistrement introuvable');

/** What a status or a medium is refused for. */
export const invalid = (reason: string): Refusal => refuse(422, `La validation a échoué : ${reason}`);

/** How a refused token is told (RFC 6750, 3). */
const bearer = (error: string) => ({ 'www-authenticate': `Bearer realm="Doorkeeper", error="${error}"` });

const unauthorized = (sentence: string): Reply => ({
  status: 401,
  headers: bearer('invalid_token'),
  body: errorBody(sentence),
});
const forbidden = (): Reply => ({
  status: 403,
  headers: bearer('insufficient_scope'),
  body: errorBody('Cette action est en dehors des permissions accordées'),
});

interface Bucket {
  key: string;
  limit: number;
  windowMs: number;
}

/** Bearer tokens and limits, which the headers of each answer tell: the tightest, with an instant for its end. */
export function mastodonNetwork(sandboxState: SandboxState): Network {
  const settings = () => sandboxState.settings.of('mastodon', MASTODON_SETTINGS);

  function buckets({ operation }: Call, account: string): Bucket[] {
    const { callsPer5Minutes, mediaPerHalfHour, statusesPer3Hours } = settings().quotas;
    const writes = operation === 'publish' || operation === 'comments';
    return [
      { key: `calls:${account}`, limit: callsPer5Minutes, windowMs: 5 * MINUTE },
      ...(operation === 'upload'
        ? [{ key: `media:${account}`, limit: mediaPerHalfHour, windowMs: 30 * MINUTE }]
        : []),
      ...(writes ? [{ key: `statuses:${account}`, limit: statusesPer3Hours, windowMs: 180 * MINUTE }] : []),
    ].filter(({ limit }) => limit > 0);
  }
  const counter = ({ key, windowMs }: Bucket) => sandboxState.counters.of(`mastodon:${key}`, windowMs);
  const leftOf = (bucket: Bucket, now: number): number => bucket.limit - counter(bucket).count(now);

  function admit(call: Call): asserts call is Admitted {
    const { account, arrivedAt: now } = call;
    if (!account || account.tokenState !== 'ok') {
      throw new Refusal(unauthorized('Le jeton d’accès est invalide'));
    }
    if (account.options.unconfirmed === true && call.operation !== 'instance') {
      throw refuse(403, 'Votre adresse de courriel n’est pas confirmée');
    }
    const counted = buckets(call, account.id);
    const full = counted.find((bucket) => leftOf(bucket, now) <= 0);
    if (full) throw new Refusal(limited(full.limit, now + full.windowMs));
    for (const bucket of counted) counter(bucket).add(now);
  }

  return {
    platform: 'mastodon',
    noted: ['idempotency-key'],
    token: (req) => /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? null,
    admit,
    headers: (call) => {
      if (!call.account) return {};
      const now = call.arrivedAt;
      const [tightest] = buckets(call, call.account.id).sort((a, b) => leftOf(a, now) - leftOf(b, now));
      return tightest ? limitHeaders(tightest.limit, leftOf(tightest, now), now + tightest.windowMs) : {};
    },
    replies: {
      rateLimited: (_call, seconds) => limited(300, sandboxState.clock.now() + seconds * 1_000),
      tokenExpired: () => unauthorized('Le jeton d’accès a expiré'),
      tokenRevoked: () => unauthorized('Le jeton d’accès a été révoqué'),
      forbidden,
      // Nothing is refused as a duplicate.
      duplicate: () => invalid('Le texte ne convient pas').reply,
      serverError: () => ({
        status: 503,
        body: errorBody('Un problème temporaire est survenu lors du traitement, veuillez réessayer'),
      }),
    },
  };
}

const limitHeaders = (limit: number, left: number, resetMs: number): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(Math.max(0, left)),
  'x-ratelimit-reset': isoOf(resetMs),
});

const limited = (limit: number, resetMs: number): Reply => ({
  status: 429,
  headers: limitHeaders(limit, 0, resetMs),
  body: errorBody('Trop de requêtes'),
});
