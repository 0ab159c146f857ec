import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress, requireProgress } from '../kit/progress.js';
import { segment } from '../kit/segment.js';
import { sendFile, trustedUploadUrl } from '../kit/upload-url.js';
import type { MediaFacts } from '../rules/platform.js';
import { api } from './api.js';
import { mediaAnswer, registerAnswer } from './schemas.js';

/** Where Pinterest has videos sent, and nowhere else at Amazon. Source: Pinterest API v5, MediaUpload. */
const UPLOAD_HOSTS = [
  'pinterest-media-upload.s3-accelerate.amazonaws.com',
  'pinterest-media-upload.s3.amazonaws.com',
];
const STEP = 'video';
const uploaded = z.object({ id: z.string().min(1), polls: z.number() });
/** The slowest upload that is waited for, bytes per second, and the least time an upload is given, ms. */
const SLOWEST = 500_000;
const UPLOAD_TIMEOUT_MS = 300_000;
/** About an hour at one poll every 30 s. */
const MAX_POLLS = 130;

/** Id of the video, once its step is done. @throws PlatformError */
export const videoId = (io: Pick<StepIo, 'progress'>): string =>
  requireProgress(io.progress, STEP, uploaded).id;

/**
 * Sends a video and waits until Pinterest can show it. The form that a registration gives expires, so both are one
 * run: an upload that broke begins with another registration, and nobody sees the one that was left.
 */
export function videoStep(medium: MediaFacts): Step {
  return {
    name: STEP,
    kind: 'media',
    phase: 'arm',
    effect: 'repeatable',
    run: async (io) => {
      const known = readProgress(io.progress, STEP, uploaded);
      return known ? poll(io, known) : upload(io, medium);
    },
  };
}

async function upload(io: StepIo, medium: MediaFacts): Promise<StepResult> {
  const { data } = await api(io, {
    method: 'POST',
    path: '/media',
    body: { json: { media_type: 'video' } },
    schema: registerAnswer,
  });
  const url = trustedUploadUrl(data.upload_url, io.settings, UPLOAD_HOSTS);
  const file = {
    stream: () => io.media.stream(medium.id),
    bytes: medium.bytes,
    contentType: medium.mime,
    filename: 'video.mp4',
  };
  await sendFile(
    io,
    UPLOAD_HOSTS,
    {
      method: 'POST',
      url,
      // The file is the last part: what comes after it is not read.
      body: { multipart: { ...data.upload_parameters, file } },
      timeoutMs: Math.max(UPLOAD_TIMEOUT_MS, (medium.bytes / SLOWEST) * 1_000),
    },
    { schema: z.unknown(), visible: false, failure: () => null },
  );
  return { state: 'wait', afterMs: 1_500, output: { id: data.media_id, polls: 0 } };
}

async function poll(io: StepIo, known: z.infer<typeof uploaded>): Promise<StepResult> {
  const { data } = await api(io, {
    method: 'GET',
    path: `/media/${segment(known.id)}`,
    schema: mediaAnswer,
  });
  if (data.status === 'succeeded') return { state: 'done', output: known };
  if (data.status === 'failed') throw refusal('media_failed', 'permanent');
  if (known.polls >= MAX_POLLS) throw refusal('processing_timeout', 'transient');
  const polls = known.polls + 1;
  return { state: 'wait', afterMs: pollDelay(polls, 1_500, 30_000), output: { ...known, polls } };
}

const refusal = (code: string, kind: 'permanent' | 'transient'): PlatformError =>
  new PlatformError({
    class: kind,
    cause: 'processing',
    code,
    message: kind === 'permanent' ? 'the video could not be processed' : 'the video is still being processed',
    refused: true,
    ...(kind === 'permanent' ? { hint: 'media_processing_failed' as const } : { restartFrom: STEP }),
  });
