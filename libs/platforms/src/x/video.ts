import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import { segment } from '../kit/segment.js';
import type { MediaFacts } from '../rules/platform.js';
import { xCall } from './api.js';
import { mediaStatus, settled, UPLOAD_TIMEOUT_MS, uploaded } from './processing.js';
import { mediaAnswer, type MediaState, xId } from './schemas.js';

/** Name of the step that has the uploaded video, and of the first of its steps. */
export const VIDEO = 'video';
export const VIDEO_START = 'video-init';

/** 4 MiB: below X's 5 MB a chunk, and far from its thousand chunks for the largest video. */
const CHUNK = 4 * 1_024 * 1_024;

const started = z.object({ id: xId });
const sent = z.object({ sent: z.number() });

/** Uploads a video chunk by chunk, and waits until X has processed it. Source: X API v2, chunked media upload. */
export function videoSteps(medium: MediaFacts): Step[] {
  const arm = { phase: 'arm', effect: 'repeatable' } as const;
  return [
    { name: VIDEO_START, kind: 'prepare', ...arm, run: (io) => initialize(io, medium) },
    { name: 'video-chunks', kind: 'media', ...arm, run: (io) => appendNext(io, medium) },
    { name: VIDEO, kind: 'media', ...arm, run: finalize },
  ];
}

/** A lost answer is harmless: an upload without its bytes ends by itself. */
async function initialize(io: StepIo, { mime, bytes }: MediaFacts): Promise<StepResult> {
  const known = readProgress(io.progress, VIDEO_START, started);
  if (known) return { state: 'done', output: known };
  const { data } = await xCall(io, {
    method: 'POST',
    path: '/media/upload/initialize',
    body: { json: { media_type: mime, total_bytes: bytes, media_category: 'tweet_video' } },
    schema: z.object({ data: started }),
  });
  return { state: 'done', output: data };
}

/** One chunk per run, so that a crash costs one chunk at most. A chunk that is sent again takes the place of the first. */
async function appendNext(io: StepIo, { id: medium, bytes }: MediaFacts): Promise<StepResult> {
  const { id } = requireProgress(io.progress, VIDEO_START, started);
  const index = readProgress(io.progress, 'video-chunks', sent)?.sent ?? 0;
  const range = { start: index * CHUNK, end: Math.min(bytes, (index + 1) * CHUNK) };
  if (range.start >= bytes) return { state: 'done', output: { sent: index } };
  const media = {
    stream: () => io.media.stream(medium, range),
    bytes: range.end - range.start,
    contentType: 'application/octet-stream',
    filename: 'chunk',
  };
  await xCall(io, {
    method: 'POST',
    path: `/media/upload/${segment(id)}/append`,
    body: { multipart: { segment_index: String(index), media } },
    schema: z.unknown(),
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
  const output = { sent: index + 1 };
  return range.end === bytes ? { state: 'done', output } : { state: 'wait', afterMs: 0, output };
}

async function finalize(io: StepIo): Promise<StepResult> {
  const known = readProgress(io.progress, VIDEO, uploaded);
  if (known) return settled(await mediaStatus(io, known.id), known.polls);
  const { id } = requireProgress(io.progress, VIDEO_START, started);
  return settled(await finalized(io, id), 0);
}

/** A video that was finalised before, whose answer was lost, may refuse it: its status tells then. */
async function finalized(io: StepIo, id: string): Promise<MediaState> {
  try {
    const { data } = await xCall(io, {
      method: 'POST',
      path: `/media/upload/${segment(id)}/finalize`,
      schema: mediaAnswer,
    });
    return data;
  } catch (error) {
    if (!(error instanceof PlatformError) || error.detail.class !== 'permanent') throw error;
    return mediaStatus(io, id);
  }
}
