import { Refusal, type Admitted, type Call, type Network, type Reply } from '../core/exchange.js';

/** Google's envelope; `reason` is what decides. */
export const errorBody = (status: number, reason: string, message: string, domain = 'youtube.video') => ({
  error: { code: status, message, errors: [{ message, domain, reason }] },
});

const errorReply = (status: number, reason: string, message = reason, domain?: string): Reply => ({
  status,
  body: errorBody(status, reason, message, domain),
});

export const youtubeError = (status: number, reason: string, message?: string): Refusal =>
  new Refusal(errorReply(status, reason, message));

const invalidToken = (): Reply => {
  const message =
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.';
  const { error } = errorBody(401, 'authError', 'Invalid Credentials', 'global');
  return { status: 401, body: { error: { ...error, message, status: 'UNAUTHENTICATED' } } };
};

/** Bearer tokens and Google's errors. */
export function youtubeNetwork(): Network {
  function admit(call: Call): asserts call is Admitted {
    if (!call.account || call.account.tokenState !== 'ok') throw new Refusal(invalidToken());
  }
  return {
    platform: 'youtube',
    noted: ['content-range'],
    token: (req) => /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? null,
    admit,
    headers: () => ({ 'content-type': 'application/json; charset=UTF-8' }),
    replies: {
      rateLimited: (_call, _seconds, scope) =>
        scope === 'app'
          ? errorReply(403, 'quotaExceeded', 'The request cannot be completed: quota.', 'youtube.quota')
          : errorReply(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded', 'usageLimits'),
      tokenExpired: invalidToken,
      tokenRevoked: invalidToken,
      forbidden: () => errorReply(403, 'forbidden', 'Forbidden'),
      // YouTube tells of a second video only once it was processed; of a request it says this.
      duplicate: () => errorReply(400, 'invalidVideoMetadata', 'The request metadata is invalid.'),
      serverError: () => errorReply(503, 'backendError', 'Backend Error', 'global'),
    },
  };
}
