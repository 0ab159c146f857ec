import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress, requireProgress } from '../kit/progress.js';
import { question } from '../kit/question.js';
import { trustedUploadUrl } from '../kit/upload-url.js';
import { booleanOption, stringOption } from '../rules/check-options.js';
import type { ChannelContent, MediaFacts } from '../rules/platform.js';
import { tiktokPost } from './api.js';
import { chunkPlan, chunkRange } from './chunks.js';
import { failReason } from './errors.js';
import { creatorAnswer, initAnswer, statusAnswer, type PublishStatus } from './schemas.js';
import { putChunk, UPLOAD_HOSTS } from './upload.js';

const creator = z.object({
  commentDisabled: z.boolean(),
  duetDisabled: z.boolean(),
  stitchDisabled: z.boolean(),
});
const init = z.object({ publishId: z.string().min(1), uploadUrl: z.string().min(1) });
const sent = z.object({ sent: z.number() });
const polled = z.object({ polls: z.number(), postId: z.string().nullable().default(null) });

/** Public posts usually get an id in less than a minute, sometimes hours later. */
const ID_POLLS = 15;
/** About an hour at one poll every 30 s. */
const MAX_POLLS = 130;
const DONE = ['PUBLISH_COMPLETE', 'SEND_TO_USER_INBOX'];

/** Uploads everything but the last chunk before the due instant; the last chunk publishes. */
export function tiktokSteps(content: ChannelContent): Step[] {
  const [medium] = content.media;
  if (!medium) return [];
  const { count } = chunkPlan(medium.bytes);
  const chunks: Step[] =
    count > 1
      ? [
          {
            name: 'chunks',
            kind: 'media',
            phase: 'arm',
            effect: 'repeatable',
            run: (io) => uploadNext(io, medium, count),
          },
        ]
      : [];
  return [
    {
      name: 'creator-info',
      kind: 'check',
      phase: 'arm',
      effect: 'repeatable',
      run: (io) => askCreator(io, medium),
    },
    {
      name: 'init',
      kind: 'prepare',
      phase: 'arm',
      effect: 'repeatable',
      run: (io) => initUpload(io, medium),
    },
    ...chunks,
    {
      name: 'last-chunk',
      kind: 'publish',
      phase: 'fire',
      effect: 'keyed',
      run: async (io) => {
        const { publishId, uploadUrl } = requireProgress(io.progress, 'init', init);
        await putLastChunk(io, uploadUrl, medium, count - 1);
        return { state: 'done', output: { publishId } };
      },
    },
    { name: 'status', kind: 'look', phase: 'confirm', effect: 'repeatable', run: (io) => confirm(io) },
  ];
}

/** The post's public id, once TikTok has given it. */
export function postId(progress: StepIo['progress']): string | null {
  return readProgress(progress, 'status', polled)?.postId ?? null;
}

/** Reads the status of the upload; null when none was initialised. @throws PlatformError */
export async function readStatus(io: StepIo): Promise<PublishStatus | null> {
  const known = readProgress(io.progress, 'init', init);
  if (!known) return null;
  const { data } = await tiktokPost(
    io,
    '/post/publish/status/fetch/',
    { publish_id: known.publishId },
    statusAnswer,
  );
  return data;
}

/** Reads what the account allows today, which may have changed since the post was written. */
async function askCreator(io: StepIo, medium: MediaFacts): Promise<StepResult> {
  const { data } = await tiktokPost(io, '/post/publish/creator_info/query/', {}, creatorAnswer);
  const wanted = stringOption(io.content.options, 'privacyLevel');
  if (!wanted || !data.privacy_level_options.includes(wanted)) {
    throw new PlatformError({
      class: 'permanent',
      cause: 'account',
      code: 'privacy_level_option_mismatch',
      message: `the account offers ${data.privacy_level_options.join(', ')}`,
      refused: true,
      hint: 'privacy_level_unavailable',
    });
  }
  const longest = data.max_video_post_duration_sec;
  if (longest !== undefined && (medium.durationMs ?? 0) > longest * 1_000) {
    throw new PlatformError({
      class: 'permanent',
      cause: 'account',
      code: 'duration_check_failed',
      message: `the account may post ${longest} s at most`,
      refused: true,
      hint: 'video_too_long_for_account',
    });
  }
  const output = {
    commentDisabled: data.comment_disabled,
    duetDisabled: data.duet_disabled,
    stitchDisabled: data.stitch_disabled,
  };
  return { state: 'done', output };
}

/** A lost answer here is harmless: without bytes nothing is published, and the upload expires. */
async function initUpload(io: StepIo, medium: MediaFacts): Promise<StepResult> {
  // Never start a second upload: the first may already have published.
  const known = readProgress(io.progress, 'init', init);
  if (known) return { state: 'done', output: known };
  const account = requireProgress(io.progress, 'creator-info', creator);
  const { options, text } = io.content;
  const chosen = (key: string): boolean => booleanOption('tiktok', options, key);
  const { chunkSize, count } = chunkPlan(medium.bytes);
  const { data } = await tiktokPost(
    io,
    '/post/publish/video/init/',
    {
      post_info: {
        title: text,
        privacy_level: stringOption(options, 'privacyLevel'),
        disable_comment: account.commentDisabled || chosen('disableComment'),
        disable_duet: account.duetDisabled || chosen('disableDuet'),
        disable_stitch: account.stitchDisabled || chosen('disableStitch'),
        brand_content_toggle: chosen('brandContent'),
        brand_organic_toggle: chosen('brandOrganic'),
      },
      source_info: {
        source: 'FILE_UPLOAD',
        video_size: medium.bytes,
        chunk_size: chunkSize,
        total_chunk_count: count,
      },
    },
    initAnswer,
  );
  const uploadUrl = trustedUploadUrl(data.upload_url, io.settings, UPLOAD_HOSTS);
  return { state: 'done', output: { publishId: data.publish_id, uploadUrl } };
}

/**
 * Sends the chunk that publishes. The answer is only a status, which may come from a gateway after TikTok took the
 * chunk: a refusal is believed only when the publication's status confirms it.
 */
async function putLastChunk(io: StepIo, uploadUrl: string, medium: MediaFacts, index: number): Promise<void> {
  try {
    await putChunk(io, uploadUrl, medium, index);
  } catch (error) {
    const told = error instanceof PlatformError && error.detail.code.startsWith('upload_');
    if (!told || !error.detail.refused) throw error;
    const { start } = chunkRange(medium.bytes, chunkPlan(medium.bytes), index);
    if (await neverTaken(io, start)) throw error;
    throw new PlatformError({ ...error.detail, ...lastChunkLost });
  }
}

const lastChunkLost = { class: 'unknown', refused: false, hint: 'may_be_live' } as const;

/** Whether TikTok reports that it has no byte of the last chunk, or does not know the publication. */
async function neverTaken(io: StepIo, start: number): Promise<boolean> {
  try {
    const status = await readStatus(io);
    if (status?.status === 'FAILED') return true;
    return status?.status === 'PROCESSING_UPLOAD' && (status.uploaded_bytes ?? Infinity) <= start;
  } catch (error) {
    if (error instanceof PlatformError) return error.detail.code === 'invalid_publish_id';
    throw error;
  }
}

/** One chunk per run, in order; all but the last of the file. */
async function uploadNext(io: StepIo, medium: MediaFacts, count: number): Promise<StepResult> {
  const { uploadUrl } = requireProgress(io.progress, 'init', init);
  const index = readProgress(io.progress, 'chunks', sent)?.sent ?? 0;
  if (index < count - 1) await putChunk(io, uploadUrl, medium, index);
  const output = { sent: Math.min(index + 1, count - 1) };
  return output.sent === count - 1 ? { state: 'done', output } : { state: 'wait', afterMs: 0, output };
}

async function confirm(io: StepIo): Promise<StepResult> {
  const status = await question(() => readStatus(io));
  if (status?.status === 'FAILED') throw new PlatformError(failReason(status.fail_reason));
  const id = status?.publicaly_available_post_id[0] ?? null;
  const polls = (readProgress(io.progress, 'status', polled)?.polls ?? 0) + 1;
  const output = { polls, postId: id };
  const complete = DONE.includes(status?.status ?? '');
  const isPublic = stringOption(io.content.options, 'privacyLevel') === 'PUBLIC_TO_EVERYONE';
  const idExpected = isPublic && status?.status === 'PUBLISH_COMPLETE' && polls < ID_POLLS;
  if (complete && (id !== null || !idExpected)) return { state: 'done', output };
  if (polls > MAX_POLLS) {
    throw new PlatformError({
      class: 'unknown',
      cause: 'processing',
      code: 'processing_timeout',
      message: `still ${status?.status ?? 'without a status'}`,
      refused: false,
      hint: 'may_be_live',
    });
  }
  return { state: 'wait', afterMs: pollDelay(polls, 1_000, 30_000), output };
}
