import { Refusal, type Reply } from '../core/exchange.js';

/** The error envelope of the versioned APIs (LinkedIn, API Guide, Error Handling). */
export function linkedinReply(status: number, code: string, message: string, extra: object = {}): Reply {
  return { status, body: { status, code, message, ...extra } };
}

export const refuse = (status: number, code: string, message: string, extra: object = {}): Refusal =>
  new Refusal(linkedinReply(status, code, message, extra));

/** A refusal with a field of the body. */
export const badField = (code: string, fieldPath: string, description: string, status = 400): Refusal =>
  refuse(status, code, description, {
    errorDetailType: 'com.linkedin.common.error.BadRequest',
    errorDetails: { inputErrors: [{ code, description, input: { inputPath: { fieldPath } } }] },
  });

export const expired = (): Reply =>
  linkedinReply(401, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired', {
    serviceErrorCode: 65602,
  });

export const revoked = (): Reply =>
  linkedinReply(401, 'REVOKED_ACCESS_TOKEN', 'The token used in the request has been revoked by the user', {
    serviceErrorCode: 65601,
  });

export const denied = (resource: string): Reply =>
  linkedinReply(403, 'ACCESS_DENIED', `Not enough permissions to access: ${resource}`, {
    serviceErrorCode: 100,
  });

/** The message of the throttle names its scope; there is no Retry-After header (API Guide, Rate Limits). */
export const throttled = (scope: 'account' | 'app'): Reply => {
  const who = scope === 'app' ? 'APPLICATION' : 'APPLICATION_AND_MEMBER';
  const message = `Resource level throttle ${who} DAY limit for calls to this resource is reached.`;
  return linkedinReply(429, 'TOO_MANY_REQUESTS', message, { serviceErrorCode: 101 });
};

/** The duplicate detector names the post that is already there (Posts API, 422). */
export const duplicateOf = (urn: string): Reply => ({
  status: 422,
  body: {
    errorDetailType: 'com.linkedin.common.error.BadRequest',
    message: `Content is a duplicate of ${urn}`,
    errorDetails: { inputErrors: [{ description: 'Duplicate post is detected', code: 'DUPLICATE_POST' }] },
    status: 422,
  },
});
