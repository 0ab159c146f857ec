import { z } from 'zod';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import type { PlatformResponse } from '../kit/http.js';

type Meaning = Omit<PlatformErrorDetail, 'cause' | 'code' | 'message' | 'refused'> & { refused?: boolean };

const MINUTE = 60_000;
/** The creator's limit is a rolling day: an hour later there may be a place. */
const HOUR = 60 * MINUTE;
const content: Meaning = { class: 'permanent', hint: 'content_refused' };
const video: Meaning = { class: 'permanent', hint: 'video_refused' };
const policy: Meaning = { class: 'permanent', hint: 'policy_refused' };
const quota: Meaning = { class: 'rate_limited', hint: 'daily_quota', retryAfterMs: HOUR, scope: 'channel' };

/** By `error.code` and `fail_reason`. Source: TikTok Content Posting API (direct post, creator info, post status). */
const BY_CODE: Readonly<Record<string, Meaning>> = {
  internal_error: { class: 'transient', refused: false },
  internal: { class: 'transient' },
  video_pull_failed: { class: 'transient', hint: 'media_unreachable' },
  rate_limit_exceeded: {
    class: 'rate_limited',
    hint: 'rate_limited',
    retryAfterMs: MINUTE,
    scope: 'channel',
  },
  spam_risk_too_many_posts: quota,
  spam_risk_too_many_pending_share: quota,
  reached_active_user_cap: { ...quota, hint: 'rate_limited', scope: 'app' },
  access_token_invalid: { class: 'auth', hint: 'reconnect' },
  auth_removed: { class: 'auth', hint: 'reconnect' },
  scope_not_authorized: { class: 'auth', hint: 'missing_permission' },
  scope_permission_missed: { class: 'auth', hint: 'missing_permission' },
  token_not_authorized_for_specified_publish_id: { class: 'auth', hint: 'missing_permission' },
  invalid_param: content,
  invalid_params: content,
  invalid_file_upload: video,
  invalid_publish_id: { class: 'permanent', hint: 'target_missing' },
  privacy_level_option_mismatch: { class: 'permanent', hint: 'privacy_level_unavailable' },
  privacy_level_not_authorized: { class: 'permanent', hint: 'privacy_level_unavailable' },
  url_ownership_unverified: { class: 'permanent', hint: 'operator_app' },
  unaudited_client_can_only_post_to_private_accounts: { class: 'permanent', hint: 'audit_required' },
  spam_risk_user_banned_from_posting: { class: 'permanent', hint: 'account_restricted' },
  app_version_check_failed: { class: 'permanent', hint: 'account_restricted' },
  file_format_check_failed: video,
  duration_check_failed: video,
  frame_rate_check_failed: video,
  picture_size_check_failed: video,
  spam_risk_text: policy,
  spam_risk: policy,
  publish_cancelled: content,
};

/** Looks at own properties only: a code may have the name of a property that every object has. */
const meaningOf = (code: string): Meaning | undefined =>
  Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;

const envelope = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().catch(''),
    log_id: z.string().optional().catch(undefined),
  }),
});

/** Success is `error.code` "ok", at any status. */
export function tiktokFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const parsed = envelope.safeParse(body);
  if (!parsed.success || parsed.data.error.code === 'ok') return null;
  const { code, message, log_id: log } = parsed.data.error;
  const text = [message, log && `(log ${log})`].filter(Boolean).join(' ');
  const listed = meaningOf(code);
  // TikTok's own answers have a `log_id`; an undocumented code is believed only with it.
  if (!listed && log === undefined) return null;
  if (response.status >= 500) {
    return { class: 'transient', cause: 'network', code, message: text, refused: false };
  }
  const meaning = listed ?? unlisted(response.status);
  return { refused: true, ...meaning, cause: 'network', code, message: text };
}

/** Failure of a publication, from its status. */
export function failReason(reason: string): PlatformErrorDetail {
  const meaning = meaningOf(reason) ?? { class: 'permanent', hint: 'media_processing_failed' };
  return {
    ...meaning,
    cause: reason ? 'network' : 'processing',
    code: reason || 'failed',
    message: '',
    refused: true,
  };
}

function unlisted(status: number): Meaning {
  if (status === 401) return { class: 'auth', hint: 'reconnect' };
  if (status === 429) {
    return { class: 'rate_limited', hint: 'rate_limited', retryAfterMs: MINUTE, scope: 'channel' };
  }
  return content;
}
