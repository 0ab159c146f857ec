import { z } from 'zod';
import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { envelope, tiktokError } from './network.js';
import { privacyOptions, type TikTok } from './store.js';

const MB = 1_000_000;
const DAY = 86_400_000;

const initBody = z.object({
  post_info: z
    .object({
      title: z.string().max(2200).default(''),
      privacy_level: z.string(),
      brand_content_toggle: z.boolean().default(false),
    })
    .loose(),
  source_info: z.discriminatedUnion('source', [
    z.object({
      source: z.literal('FILE_UPLOAD'),
      video_size: z.number().int().positive(),
      chunk_size: z.number().int().positive(),
      total_chunk_count: z.number().int().positive(),
    }),
    z.object({ source: z.literal('PULL_FROM_URL'), video_url: z.string() }),
  ]),
});

const posted = (tiktok: TikTok, account: string) =>
  tiktok.sandboxState.counters.of(`tiktok:posted:${account}`, DAY);

function overCap(tiktok: TikTok, account: string, now: number): boolean {
  const cap = tiktok.settings.quotas.publishPerDay;
  return cap > 0 && posted(tiktok, account).count(now) >= cap;
}

/** `POST /v2/post/publish/creator_info/query/`: limits come as HTTP 200 with an error code. */
export function creatorInfo(tiktok: TikTok, call: Admitted): Reply {
  const { account } = call;
  if (overCap(tiktok, account.id, call.arrivedAt)) {
    return envelope({}, 'spam_risk_too_many_posts', 'The daily post cap of the creator is reached.');
  }
  return envelope({
    creator_avatar_url: `${call.origin}/sandbox/avatar/${account.id}`,
    creator_username: account.handle,
    creator_nickname: account.name,
    privacy_level_options: privacyOptions(account),
    comment_disabled: false,
    duet_disabled: account.private,
    stitch_disabled: account.private,
    max_video_post_duration_sec: Number(account.options.maxVideoSeconds ?? 600),
  });
}

/** `POST /v2/post/publish/video/init/`: starts an upload; nothing is published before its last chunk. */
export function initVideo(tiktok: TikTok, call: Admitted): Reply {
  const body = initBody.safeParse(call.params.json);
  if (!body.success) {
    throw tiktokError(400, 'invalid_params', body.error.issues[0]?.message ?? 'The request is invalid.');
  }
  const { post_info: post, source_info: source } = body.data;
  const { account } = call;
  if (source.source === 'PULL_FROM_URL') {
    throw tiktokError(
      403,
      'url_ownership_unverified',
      'Verify the ownership of the url in the developer portal.',
    );
  }
  if (!privacyOptions(account).includes(post.privacy_level)) {
    throw tiktokError(
      403,
      'privacy_level_option_mismatch',
      'privacy_level is not among the options of creator_info.',
    );
  }
  if (post.brand_content_toggle && post.privacy_level === 'SELF_ONLY') {
    throw tiktokError(400, 'invalid_params', 'Branded content visibility cannot be set to private.');
  }
  if (tiktok.settings.unaudited && !(account.private && post.privacy_level === 'SELF_ONLY')) {
    throw tiktokError(403, 'unaudited_client_can_only_post_to_private_accounts');
  }
  if (overCap(tiktok, account.id, call.arrivedAt)) throw tiktokError(403, 'spam_risk_too_many_posts');
  const wrong = chunkProblem(source.video_size, source.chunk_size, source.total_chunk_count);
  if (wrong) throw tiktokError(400, 'invalid_params', wrong);
  posted(tiktok, account.id).add(call.arrivedAt);
  const uploadId = decimalId('67');
  const publishId = `v_pub_file~v2-1.${uploadId}`;
  tiktok.open({
    publishId,
    uploadId,
    account: account.id,
    title: post.title,
    privacy: post.privacy_level,
    size: source.video_size,
    chunkSize: source.chunk_size,
    chunks: source.total_chunk_count,
    received: 0,
    parts: [],
    createdAt: call.arrivedAt,
    completeAt: null,
    failure: null,
    postId: null,
  });
  const uploadUrl = `${call.origin}/tiktok/upload/?upload_id=${uploadId}&upload_token=${decimalId('')}`;
  return envelope({ publish_id: publishId, upload_url: uploadUrl });
}

/**
 * Media Transfer Guide: chunks of 5 to 64 MB, their count rounded DOWN, the last one with the remainder; a file
 * below 5 MB is one chunk of its own size; above 64 MB there must be several.
 */
export function chunkProblem(size: number, chunkSize: number, count: number): string | null {
  const isWhole = chunkSize === size;
  if (isWhole && size > 64 * 1024 * 1024) return 'A video over 64 MB must be sent in several chunks.';
  if (!isWhole && (chunkSize < 5 * MB || chunkSize > 64 * 1024 * 1024 || chunkSize > size)) {
    return 'The chunk size is invalid.';
  }
  if (count > 1000) return 'The total chunk count is invalid.';
  return count === Math.floor(size / chunkSize) ? null : 'The total chunk count is invalid.';
}
