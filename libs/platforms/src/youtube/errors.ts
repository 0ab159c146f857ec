import { z } from 'zod';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import type { PlatformResponse } from '../kit/http.js';

type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const reconnect: Meaning = { class: 'auth', hint: 'reconnect' };
const permission: Meaning = { class: 'auth', hint: 'missing_permission' };
const restricted: Meaning = { class: 'permanent', hint: 'account_restricted' };
const application: Meaning = { class: 'permanent', hint: 'operator_app' };
const content: Meaning = { class: 'permanent', hint: 'content_refused' };
const text: Meaning = { class: 'permanent', hint: 'text_refused' };
const missing: Meaning = { class: 'permanent', hint: 'target_missing' };
/** The project's day ends at midnight in California; a question an hour finds its end soon enough. */
const ofProject: Meaning = {
  class: 'rate_limited',
  hint: 'daily_quota',
  retryAfterMs: HOUR,
  scope: 'app',
};
const tooFast: Meaning = {
  class: 'rate_limited',
  hint: 'rate_limited',
  retryAfterMs: MINUTE,
  scope: 'channel',
};
/** The limit of a channel, Studio included: 24 hours, of which nobody knows the beginning. */
const ofChannel: Meaning = { ...ofProject, scope: 'channel' };

/**
 * By `errors[0].reason`, because a status says little: 403 is a quota, a right or a suspended account. Sources: YouTube
 * Data API, errors, and the errors of each method; Google's `status` where an answer has no reasons.
 */
const BY_REASON: Readonly<Record<string, Meaning>> = {
  backendError: { class: 'transient' },
  internalError: { class: 'transient' },
  quotaExceeded: ofProject,
  dailyLimitExceeded: ofProject,
  RESOURCE_EXHAUSTED: ofProject,
  rateLimitExceeded: { ...tooFast, scope: 'app' },
  userRateLimitExceeded: tooFast,
  uploadRateLimitExceeded: tooFast,
  uploadLimitExceeded: ofChannel,
  authError: reconnect,
  UNAUTHENTICATED: reconnect,
  youtubeSignupRequired: reconnect,
  insufficientPermissions: permission,
  accountDelegationForbidden: permission,
  forbidden: permission,
  PERMISSION_DENIED: permission,
  authenticatedUserAccountSuspended: restricted,
  authenticatedUserAccountClosed: restricted,
  channelSuspended: restricted,
  channelClosed: restricted,
  ineligibleAccount: restricted,
  accessNotConfigured: application,
  invalidTitle: text,
  invalidDescription: text,
  // Usually a request that is wrong; were it tried again by itself, it would use up the project's day.
  processingFailure: content,
  invalidTags: content,
  invalidCategoryId: content,
  invalidVideoMetadata: content,
  forbiddenPrivacySetting: { class: 'permanent', hint: 'privacy_level_unavailable' },
  commentTextTooLong: text,
  commentsDisabled: content,
  videoNotFound: missing,
  playlistNotFound: missing,
  notFound: missing,
};

const envelope = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().catch(''),
    status: z.string().optional().catch(undefined),
    errors: z
      .array(z.object({ reason: z.string().min(1), domain: z.string() }))
      .optional()
      .catch(undefined),
  }),
});

/** Reads Google's envelope; null for an error that has neither a reason nor a known status in words. */
export function youtubeFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const { message, status, errors } = parsed.data.error;
  const [first] = errors ?? [];
  const code = first?.reason ?? status;
  const listed = code === undefined ? undefined : meaningOf(code);
  if (code === undefined || (!first && !listed)) return null;
  const said = { cause: 'network', code, message } as const;
  // The work may have been done before the answer failed.
  if (response.status >= 500) return { ...said, class: 'transient', refused: false };
  return { ...said, ...(listed ?? unlisted(response.status)), refused: true };
}

/** Looks at own properties only: a reason may have the name of a property that every object has. */
const meaningOf = (reason: string): Meaning | undefined =>
  Object.hasOwn(BY_REASON, reason) ? BY_REASON[reason] : undefined;

function unlisted(status: number): Meaning {
  if (status === 401) return reconnect;
  if (status === 403) return permission;
  if (status === 404) return missing;
  return status === 429 ? tooFast : content;
}

const video: Meaning = { class: 'permanent', hint: 'video_refused' };
const policy: Meaning = { class: 'permanent', hint: 'policy_refused' };

/** By `status.failureReason` and `status.rejectionReason`. Source: videos resource. */
const BY_VERDICT: Readonly<Record<string, Meaning>> = {
  codec: video,
  emptyFile: video,
  invalidFile: video,
  tooSmall: video,
  length: { class: 'permanent', hint: 'video_too_long_for_account' },
  claim: policy,
  copyright: policy,
  inappropriate: policy,
  legal: policy,
  termsOfUse: policy,
  trademark: policy,
  duplicate: content,
  uploaderAccountClosed: restricted,
  uploaderAccountSuspended: restricted,
};

/** Why a video was not processed, or was rejected. @param reason the network's; may be absent */
export function verdict(state: string, reason: string | undefined): PlatformErrorDetail {
  const known = reason !== undefined && Object.hasOwn(BY_VERDICT, reason) ? BY_VERDICT[reason] : undefined;
  return {
    ...(known ?? { class: 'permanent', hint: 'media_processing_failed' }),
    cause: reason === undefined ? 'processing' : 'network',
    code: reason ?? `video_${state}`,
    message: `the video is ${state}`,
    refused: true,
  };
}
