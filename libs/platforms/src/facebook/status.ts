import { PlatformError } from '../kit/platform-error.js';
import type { StepIo, StepResult } from '../kit/adapter.js';
import { pollDelay, readProgress } from '../kit/progress.js';
import { segment } from '../kit/segment.js';
import { graph } from '../meta/graph.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import { z } from 'zod';
import { FACEBOOK_CODES } from './errors.js';
import { videoStatusAnswer, type VideoStatus } from './schemas.js';

const polled = z.object({ polls: z.number() });
/** About an hour at one poll every 30 s: after that, Meta has lost the video. */
const MAX_POLLS = 120;

/** Reads what became of a reel, a video or a video story. @throws PlatformError */
export async function readStatus(io: StepIo, videoId: string): Promise<VideoStatus> {
  const { data } = await graph(
    io,
    { method: 'GET', path: `/${segment(videoId)}`, params: { fields: 'status' }, schema: videoStatusAnswer },
    FACEBOOK_CODES,
  );
  return data.status;
}

/** Published, or being published without any further call of ours. */
export function isPublished(status: VideoStatus): boolean {
  return status.publishing_phase?.publish_status === 'published' || isComplete(status.publishing_phase);
}

/** Being published without any further call of ours. */
export const isPublishing = (status: VideoStatus): boolean =>
  status.publishing_phase?.status === 'in_progress';

/** Every byte is there. Waiting for `ready` would never end: an unfinished video may stay `upload_complete`. */
export const isUploaded = (status: VideoStatus): boolean =>
  ['upload_complete', 'ready'].includes(status.video_status) || isComplete(status.uploading_phase);

function isComplete(phase: { status: string } | undefined): boolean {
  return phase?.status === 'complete' || phase?.status === 'completed';
}

/** @throws PlatformError when the video can never be shown */
export function refuseBroken(status: VideoStatus): void {
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

/** Asks again later, for an hour. @throws PlatformError after it */
export function waitMore(
  io: StepIo,
  step: string,
  restart: Pick<PlatformErrorDetail, 'restartFrom'>,
): StepResult {
  const polls = (readProgress(io.progress, step, polled)?.polls ?? 0) + 1;
  if (polls <= MAX_POLLS) {
    return { state: 'wait', afterMs: pollDelay(polls, 1_000, 30_000), output: { polls } };
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
