import { Refusal, type Admitted, type Call, type Network, type Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { WEBHOOK_SETTINGS } from './settings.js';
import { signedIn } from './signed.js';

/** The envelope of every refusal (docs/networks.md, Webhook). */
export const webhookReply = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
});

export const refuse = (status: number, code: string, message: string): Refusal =>
  new Refusal(webhookReply(status, code, message));

const badSignature = (): Reply => webhookReply(401, 'invalid_signature', 'The signature does not match.');
const limited = (seconds: number): Reply => ({
  ...webhookReply(429, 'rate_limited', 'Too many posts.'),
  headers: { 'retry-after': String(seconds) },
});

const MINUTE = 60_000;

/** Signatures of a few minutes, by the receiver's own clock. */
export function webhookNetwork(sandboxState: SandboxState): Network {
  const settings = () => sandboxState.settings.of('webhook', WEBHOOK_SETTINGS);

  function admit(call: Call): asserts call is Admitted {
    const signed = signedIn(call.req);
    if (!signed) throw refuse(400, 'headers_missing', 'This address takes signed requests only.');
    if (call.account?.tokenState === 'revoked') throw refuse(410, 'gone', 'Nothing is taken here any more.');
    if (call.account?.tokenState !== 'ok') throw new Refusal(badSignature());
    if (Math.abs(call.arrivedAt - signed.at) > settings().toleranceSeconds * 1_000) {
      throw refuse(401, 'invalid_timestamp', 'The request is too old, or of tomorrow.');
    }
    const { postsPerMinute } = settings().quotas;
    if (postsPerMinute === 0 || call.operation !== 'publish') return;
    const counter = sandboxState.counters.of(`webhook:${call.account.id}`, MINUTE);
    if (counter.count(call.arrivedAt) >= postsPerMinute) throw new Refusal(limited(60));
    counter.add(call.arrivedAt);
  }

  return {
    platform: 'webhook',
    noted: ['webhook-id'],
    token(req) {
      const signed = signedIn(req);
      return (
        (signed && sandboxState.accounts.list('webhook').find(({ token }) => signed.isBy(token))?.token) ??
        null
      );
    },
    admit,
    headers: () => ({}),
    replies: {
      rateLimited: (_call, seconds) => limited(seconds),
      tokenExpired: badSignature,
      tokenRevoked: () => webhookReply(410, 'gone', 'Nothing is taken here any more.'),
      forbidden: () => webhookReply(403, 'forbidden', 'Posts are not taken from this sender.'),
      // A repetition is no error.
      duplicate: () => webhookReply(422, 'content_refused', 'This was said already.'),
      serverError: () => webhookReply(500, 'internal', 'Something went wrong.'),
    },
  };
}
