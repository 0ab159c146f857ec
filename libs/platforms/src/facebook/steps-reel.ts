import { segment } from '../kit/segment.js';
import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import { sendFile, trustedUploadUrl } from '../kit/upload-url.js';
import { PlatformError } from '../kit/platform-error.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import { pollDelay, readProgress, requireProgress } from '../kit/progress.js';
import { question } from '../kit/question.js';
import { graph, graphSuccess } from '../meta/graph.js';
import type { MediaFacts } from '../rules/platform.js';
import { FACEBOOK_CODES } from './errors.js';
import {
  reelStartAnswer,
  reelStatusAnswer,
  ruploadAnswer,
  ruploadError,
  type ReelStatus,
} from './schemas.js';

/** Source: Meta Video API, reels publishing. */
const UPLOAD_HOSTS = ['rupload.facebook.com'];
const started = z.object({ videoId: z.string(), uploadUrl: z.string() });
const polled = z.object({ polls: z.number() });
/** The slowest upload that is waited for, bytes per second, and the least time an upload is given, ms. */
const SLOWEST = 500_000;
const UPLOAD_TIMEOUT_MS = 300_000;
/** About an hour at one poll every 30 s: after that, Meta has lost the video. */
const MAX_POLLS = 120;

/**
 * Video: a reel whose id is known before it is visible, so that finishing it twice is harmless.
 * Source: Meta Video API, reels publishing.
 */
export function reelSteps(medium: MediaFacts): Step[] {
  return [
    {
      name: 'reel-start',
      kind: 'prepare',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        const known = readProgress(io.progress, 'reel-start', started);
        if (known) return { state: 'done', output: known };
        const { data } = await reels(io, { upload_phase: 'start' }, reelStartAnswer, false);
        const uploadUrl = trustedUploadUrl(data.upload_url, io.settings, UPLOAD_HOSTS);
        return { state: 'done', output: { videoId: data.video_id, uploadUrl } };
      },
    },
    {
      name: 'reel-upload',
      kind: 'media',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        await upload(io, medium);
        return { state: 'done', output: { bytes: medium.bytes } };
      },
    },
    {
      name: 'reel-ready',
      kind: 'media',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        const status = await readStatus(io);
        refuseBroken(status);
        // Waiting for `ready` would never end: an unfinished reel may stay `upload_complete`.
        const ready =
          ['upload_complete', 'ready'].includes(status.video_status) || isComplete(status.uploading_phase);
        return ready
          ? { state: 'done', output: {} }
          : waitMore(io, 'reel-ready', { restartFrom: 'reel-start' });
      },
    },
    {
      name: 'reel-publish',
      kind: 'publish',
      phase: 'fire',
      effect: 'keyed',
      run: async (io) => {
        const { videoId } = requireProgress(io.progress, 'reel-start', started);
        const params = {
          upload_phase: 'finish',
          video_id: videoId,
          video_state: 'PUBLISHED',
          description: io.content.text,
        };
        await reels(io, params, graphSuccess, true);
        return { state: 'done', output: { id: videoId } };
      },
    },
    {
      name: 'reel-live',
      kind: 'look',
      phase: 'confirm',
      effect: 'repeatable',
      run: async (io) => {
        const status = await question(() => readStatus(io));
        refuseBroken(status);
        return isPublished(status) ? { state: 'done', output: {} } : waitMore(io, 'reel-live', {});
      },
    },
  ];
}

/** The reel's id, once `reel-start` is done. */
export function reelId(progress: StepIo['progress']): string | null {
  return readProgress(progress, 'reel-start', started)?.videoId ?? null;
}

/** Reads the reel's status. @throws PlatformError */
export async function readStatus(io: StepIo): Promise<ReelStatus> {
  const { videoId } = requireProgress(io.progress, 'reel-start', started);
  const { data } = await graph(
    io,
    { method: 'GET', path: `/${segment(videoId)}`, params: { fields: 'status' }, schema: reelStatusAnswer },
    FACEBOOK_CODES,
  );
  return data.status;
}

/** Published, or being published without any further call of ours. */
export function isPublished(status: ReelStatus): boolean {
  return status.publishing_phase?.publish_status === 'published' || isComplete(status.publishing_phase);
}

function isComplete(phase: { status: string } | undefined): boolean {
  return phase?.status === 'complete' || phase?.status === 'completed';
}

function refuseBroken(status: ReelStatus): void {
  const phases = [status.uploading_phase, status.processing_phase, status.publishing_phase];
  const broken = ['error', 'expired', 'upload_failed'].includes(status.video_status);
  if (!broken && !phases.some((phase) => phase?.status === 'error')) return;
  throw new PlatformError({
    class: 'permanent',
    cause: 'processing',
    code: `reel_${status.video_status || 'error'}`,
    message: 'the video could not be processed',
    refused: true,
    hint: 'media_processing_failed',
  });
}

function waitMore(io: StepIo, step: string, restart: Pick<PlatformErrorDetail, 'restartFrom'>) {
  const polls = (readProgress(io.progress, step, polled)?.polls ?? 0) + 1;
  if (polls <= MAX_POLLS) {
    return { state: 'wait' as const, afterMs: pollDelay(polls, 1_000, 30_000), output: { polls } };
  }
  throw new PlatformError({
    class: restart.restartFrom ? 'transient' : 'unknown',
    cause: 'processing',
    code: 'processing_timeout',
    message: 'the video is still being processed',
    refused: restart.restartFrom !== undefined,
    ...restart,
  });
}

function reels<T>(io: StepIo, params: Record<string, string>, schema: z.ZodType<T>, visible: boolean) {
  const path = `/${segment(io.account.remoteId)}/video_reels`;
  return graph(io, { method: 'POST', path, params, schema, visible }, FACEBOOK_CODES);
}

/**
 * Sends the bytes that Meta does not have yet, in one streamed request; an interrupted upload is resumed.
 * Source: Meta Video API, "Resume an interrupted upload".
 */
async function upload(io: StepIo, medium: MediaFacts): Promise<void> {
  const { uploadUrl } = requireProgress(io.progress, 'reel-start', started);
  const { uploading_phase: phase } = await readStatus(io);
  const offset = phase?.bytes_transferred ?? phase?.bytes_transfered ?? 0;
  if (offset >= medium.bytes) return;
  await sendFile(
    io,
    UPLOAD_HOSTS,
    {
      method: 'POST',
      url: uploadUrl,
      headers: {
        authorization: `OAuth ${io.credential.accessToken}`,
        offset: String(offset),
        file_size: String(medium.bytes),
      },
      body: {
        stream: () => io.media.stream(medium.id, { start: offset, end: medium.bytes }),
        bytes: medium.bytes - offset,
        contentType: 'application/octet-stream',
      },
      timeoutMs: Math.max(UPLOAD_TIMEOUT_MS, ((medium.bytes - offset) / SLOWEST) * 1_000),
    },
    { schema: ruploadAnswer, visible: false, failure: (_response, body) => uploadFailure(body) },
  );
}

/** rupload answers failures in an envelope of its own. */
function uploadFailure(body: unknown): PlatformErrorDetail | null {
  const parsed = ruploadError.safeParse(body);
  if (!parsed.success) return null;
  const { type, message, retriable } = parsed.data.debug_info;
  const said = { cause: 'network', code: type, message } as const;
  // Meta's offset differs from the one it gave: only a new upload can resolve that.
  if (type === 'OffsetInvalidError') {
    return { ...said, class: 'transient', refused: true, restartFrom: 'reel-start' };
  }
  return retriable || type === 'PartialRequestError'
    ? { ...said, class: 'transient', refused: true }
    : { ...said, class: 'permanent', refused: true, hint: 'video_refused' };
}
