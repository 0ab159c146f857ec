import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import { segment } from '../kit/segment.js';
import { sendFile, trustedUploadUrl } from '../kit/upload-url.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import { graph } from '../meta/graph.js';
import type { MediaFacts } from '../rules/platform.js';
import { FACEBOOK_CODES, uploadCodes } from './errors.js';
import { ruploadAnswer, ruploadError, uploadStartAnswer } from './schemas.js';
import { isUploaded, readStatus, refuseBroken, waitMore } from './status.js';

/** Source: Meta Video API, reels publishing. */
const UPLOAD_HOSTS = ['rupload.facebook.com'];
const started = z.object({ videoId: z.string(), uploadUrl: z.string() });
/** The slowest upload that is waited for, bytes per second, and the least time an upload is given, ms. */
const SLOWEST = 500_000;
const UPLOAD_TIMEOUT_MS = 300_000;

/** Time that so many bytes are given, ms. */
export const uploadTimeMs = (bytes: number): number => Math.max(UPLOAD_TIMEOUT_MS, (bytes / SLOWEST) * 1_000);

/**
 * Steps that upload a video, unseen, through the upload host: it has an id from its start on. They are called
 * `<name>-start`, `<name>-upload` and `<name>-ready`.
 * @param edge below the page: `video_reels` or `video_stories`
 * Source: Meta Video API, reels publishing; Pages API, page stories.
 */
export function uploadSteps(name: string, edge: string, medium: MediaFacts): Step[] {
  const start = `${name}-start`;
  return [
    {
      name: start,
      kind: 'prepare',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        const known = readProgress(io.progress, start, started);
        if (known) return { state: 'done', output: known };
        const { data } = await graph(
          io,
          {
            method: 'POST',
            path: `/${segment(io.account.remoteId)}/${edge}`,
            params: { upload_phase: 'start' },
            schema: uploadStartAnswer,
            codes: uploadCodes(start),
          },
          FACEBOOK_CODES,
        );
        const uploadUrl = trustedUploadUrl(data.upload_url, io.settings, UPLOAD_HOSTS);
        return { state: 'done', output: { videoId: data.video_id, uploadUrl } };
      },
    },
    {
      name: `${name}-upload`,
      kind: 'media',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        await upload(io, medium, start);
        return { state: 'done', output: { bytes: medium.bytes } };
      },
    },
    {
      name: `${name}-ready`,
      kind: 'media',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        const status = await readStatus(io, startedId(io, start));
        refuseBroken(status);
        return isUploaded(status)
          ? { state: 'done', output: {} }
          : waitMore(io, `${name}-ready`, { restartFrom: start });
      },
    },
  ];
}

/** Id of the video that the step named `start` began; null before. */
export const videoIdOf = (progress: StepIo['progress'], start: string): string | null =>
  readProgress(progress, start, started)?.videoId ?? null;

/** The same, once it has begun. @throws PlatformError */
export const startedId = (io: StepIo, start: string): string =>
  requireProgress(io.progress, start, started).videoId;

/**
 * Sends the bytes that Meta does not have yet, in one streamed request; an interrupted upload is resumed.
 * Source: Meta Video API, "Resume an interrupted upload".
 */
async function upload(io: StepIo, medium: MediaFacts, start: string): Promise<void> {
  const { uploadUrl, videoId } = requireProgress(io.progress, start, started);
  const { uploading_phase: phase } = await readStatus(io, videoId);
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
      timeoutMs: uploadTimeMs(medium.bytes - offset),
    },
    { schema: ruploadAnswer, visible: false, failure: (_response, body) => uploadFailure(body, start) },
  );
}

/** rupload answers failures in an envelope of its own. */
function uploadFailure(body: unknown, start: string): PlatformErrorDetail | null {
  const parsed = ruploadError.safeParse(body);
  if (!parsed.success) return null;
  const { type, message, retriable } = parsed.data.debug_info;
  const said = { cause: 'network', code: type, message } as const;
  // Meta's offset differs from the one it gave: only a new upload can resolve that.
  if (type === 'OffsetInvalidError') {
    return { ...said, class: 'transient', refused: true, restartFrom: start };
  }
  return retriable || type === 'PartialRequestError'
    ? { ...said, class: 'transient', refused: true }
    : { ...said, class: 'permanent', refused: true, hint: 'video_refused' };
}
