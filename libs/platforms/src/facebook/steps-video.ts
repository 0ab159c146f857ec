import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import { question } from '../kit/question.js';
import { segment } from '../kit/segment.js';
import { type GraphCall, graph, graphSuccess } from '../meta/graph.js';
import type { Reconciliation } from '../rules/outcome.js';
import type { MediaFacts } from '../rules/platform.js';
import { FACEBOOK_CODES, uploadCodes } from './errors.js';
import { chunkAnswer, videoStartAnswer } from './schemas.js';
import { isPublished, isPublishing, readStatus, refuseBroken, waitMore } from './status.js';
import { uploadTimeMs } from './upload.js';

const START = 'video-start';
const TRANSFER = 'video-transfer';
const started = z.object({ videoId: z.string(), session: z.string(), start: z.number(), end: z.number() });
/** The chunk that Meta wants next, and how often it has asked for the same one. */
const wanted = z.object({ start: z.number(), end: z.number(), again: z.number().default(0) });
/** A chunk that is wanted more often than this will never be taken. */
const MOST_AGAIN = 5;

/**
 * A video of any shape. Its chunks are sent ahead of the instant; what ends the upload publishes it. The id is known
 * from the start on, but nothing says that ending twice is harmless: a lost answer is read back by the id.
 * Source: Graph API, Page Videos (resumable upload).
 */
export function videoSteps(medium: MediaFacts): Step[] {
  return [
    {
      name: START,
      kind: 'prepare',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        const known = readProgress(io.progress, START, started);
        if (known) return { state: 'done', output: known };
        const params = { upload_phase: 'start', file_size: String(medium.bytes) };
        const { data } = await videos(io, { params, schema: videoStartAnswer });
        const { video_id: videoId, upload_session_id: session } = data;
        return {
          state: 'done',
          output: { videoId, session, start: data.start_offset, end: data.end_offset },
        };
      },
    },
    { name: TRANSFER, kind: 'media', phase: 'arm', effect: 'repeatable', run: (io) => transfer(io, medium) },
    {
      name: 'video-publish',
      kind: 'publish',
      phase: 'fire',
      effect: 'once',
      run: async (io) => {
        const { session, videoId } = requireProgress(io.progress, START, started);
        const params = {
          upload_phase: 'finish',
          upload_session_id: session,
          ...(io.content.text === '' ? {} : { description: io.content.text }),
        };
        await videos(io, { params, schema: graphSuccess, visible: true });
        return { state: 'done', output: { id: videoId } };
      },
    },
    {
      name: 'video-live',
      kind: 'look',
      phase: 'confirm',
      effect: 'repeatable',
      run: async (io) => {
        const { videoId } = requireProgress(io.progress, START, started);
        const status = await question(() => readStatus(io, videoId));
        refuseBroken(status);
        const live = isPublished(status) || status.video_status === 'ready';
        return live ? { state: 'done', output: {} } : waitMore(io, 'video-live', {});
      },
    },
  ];
}

/** The video's id, once its upload has begun. */
export const videoId = (progress: StepIo['progress']): string | null =>
  readProgress(progress, START, started)?.videoId ?? null;

/**
 * Whether a video whose upload was ended came out: an upload that nobody ended stays where it is, and what is worked
 * on may be either.
 * @throws PlatformError while it is worked on, or when it could not be read
 */
export async function reconcileVideo(io: StepIo, id: string, remoteUrl: string): Promise<Reconciliation> {
  const status = await readStatus(io, id);
  if (isPublished(status) || isPublishing(status) || status.video_status === 'ready') {
    return { found: 'yes', remoteId: id, remoteUrl };
  }
  if (['uploading', 'upload_complete'].includes(status.video_status)) return { found: 'no' };
  throw new PlatformError({
    class: 'transient',
    cause: 'processing',
    code: 'in_progress',
    message: `the video is ${status.video_status || 'in an unknown state'}`,
    refused: true,
  });
}

/** Sends the one chunk that Meta asks for; a run that is interrupted goes on with the last one that was asked for. */
async function transfer(io: StepIo, medium: MediaFacts): Promise<StepResult> {
  const begun = requireProgress(io.progress, START, started);
  const { start, end, again } = readProgress(io.progress, TRANSFER, wanted) ?? { ...begun, again: 0 };
  const bytes = end - start;
  if (bytes === 0) return { state: 'done', output: { start, end } };
  if (bytes < 0 || end > medium.bytes || again > MOST_AGAIN) throw lost();
  const { data } = await videos(io, {
    params: {
      upload_phase: 'transfer',
      upload_session_id: begun.session,
      start_offset: String(start),
    },
    files: {
      video_file_chunk: {
        stream: () => io.media.stream(medium.id, { start, end }),
        bytes,
        filename: 'chunk',
        contentType: 'application/octet-stream',
      },
    },
    schema: chunkAnswer,
    timeoutMs: uploadTimeMs(bytes),
  });
  const next = { start: data.start_offset, end: data.end_offset };
  return next.start === next.end
    ? { state: 'done', output: next }
    : { state: 'wait', afterMs: 0, output: { ...next, again: next.start > start ? 0 : again + 1 } };
}

const lost = (): PlatformError =>
  new PlatformError({
    class: 'transient',
    cause: 'unreadable',
    code: 'upload_offset',
    message: 'the network asks for bytes that are not there, or the same ones again',
    refused: true,
    restartFrom: START,
  });

const videos = <T>(io: StepIo, rules: Omit<GraphCall<T>, 'method' | 'path'>) =>
  graph(
    io,
    {
      method: 'POST',
      path: `/${segment(io.account.remoteId)}/videos`,
      codes: uploadCodes(START),
      ...rules,
    },
    FACEBOOK_CODES,
  );
