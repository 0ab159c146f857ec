import { Refusal, type Admitted, type Call, type Network, type Reply } from '../core/exchange.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { GHOST_SETTINGS } from './settings.js';
import { signedIn } from './signed.js';

interface Told {
  type: string;
  message: string;
  code?: string;
  details?: unknown;
}

/** The envelope of every refusal (Ghost Admin API, errors). */
export const ghostReply = (status: number, { type, message, code, details }: Told): Reply => ({
  status,
  body: {
    errors: [
      {
        message,
        context: null,
        type,
        details: details ?? null,
        property: null,
        help: null,
        code: code ?? null,
        id: '6a1b2c3d-0000-11f0-8000-000000000000',
        ghostErrorCode: null,
      },
    ],
  },
});

export const refuse = (status: number, told: Told): Refusal => new Refusal(ghostReply(status, told));

const invalidToken = (message: string): Reply =>
  ghostReply(401, { type: 'UnauthorizedError', code: 'INVALID_JWT', message: `Invalid token: ${message}` });
const unknownKey = (): Reply =>
  ghostReply(401, {
    type: 'UnauthorizedError',
    code: 'UNKNOWN_ADMIN_API_KEY',
    message: 'Unknown Admin API Key',
  });

const limited = (seconds: number): Reply => ({
  ...ghostReply(429, { type: 'TooManyRequestsError', message: 'Too many requests.' }),
  headers: { 'retry-after': String(seconds) },
});

/** Signatures of a few minutes, by the site's own clock. */
export function ghostNetwork(sandboxState: SandboxState): Network {
  function admit(call: Call): asserts call is Admitted {
    const { authorization } = call.req.headers;
    if (authorization === undefined) {
      throw refuse(403, { type: 'NoPermissionError', message: 'Authorization failed' });
    }
    const signed = signedIn(authorization);
    if (!signed) {
      throw refuse(400, { type: 'BadRequestError', code: 'INVALID_JWT', message: 'Invalid token' });
    }
    if (!call.account) {
      const known = sandboxState.accounts
        .list('ghost')
        .some(({ token }) => token.startsWith(`${signed.keyId}:`));
      throw new Refusal(known ? invalidToken('invalid signature') : unknownKey());
    }
    if (call.account.tokenState !== 'ok') throw new Refusal(unknownKey());
    const { signatureSeconds } = sandboxState.settings.of('ghost', GHOST_SETTINGS);
    // Instants of a signature are whole seconds.
    const age = Math.floor(call.arrivedAt / 1_000) * 1_000 - signed.issuedAt;
    if (age < 0 || age > signatureSeconds * 1_000 || signed.endsAt < call.arrivedAt) {
      throw new Refusal(invalidToken('jwt expired'));
    }
  }

  return {
    platform: 'ghost',
    noted: ['accept-version'],
    token(req) {
      const signed = signedIn(req.headers.authorization);
      if (!signed) return null;
      return (
        sandboxState.accounts.list('ghost').find(({ token }) => signed.isBy(token))?.token ?? signed.keyId
      );
    },
    admit,
    headers: ({ arrivedAt }) => ({ 'content-version': 'v5.130', date: new Date(arrivedAt).toUTCString() }),
    replies: {
      rateLimited: (_call, seconds) => limited(seconds),
      tokenExpired: () => invalidToken('jwt expired'),
      tokenRevoked: unknownKey,
      forbidden: () =>
        ghostReply(403, { type: 'NoPermissionError', message: 'You do not have permission to edit posts' }),
      // Nothing is refused as a duplicate.
      duplicate: () =>
        ghostReply(422, { type: 'ValidationError', message: 'Validation error, cannot edit post.' }),
      serverError: () =>
        ghostReply(500, {
          type: 'InternalServerError',
          message: 'An unexpected error occurred, please try again.',
        }),
    },
  };
}
