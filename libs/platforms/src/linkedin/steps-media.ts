import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import type { Json } from '../rules/outcome.js';
import type { StreamedBytes } from '../kit/http.js';
import { opaque } from '../kit/ids.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress, requireProgress } from '../kit/progress.js';
import { isReadDenied } from '../kit/search.js';
import { sendFile, trustedUploadUrl } from '../kit/upload-url.js';
import type { MediaFacts } from '../rules/platform.js';
import { linkedinFailure } from './errors.js';
import { authorOf, anything, encoded, rest } from './rest.js';
import { assetAnswer, imageInitAnswer, videoInitAnswer } from './schemas.js';
import { coversFile, wrongInstructions } from './upload-parts.js';

const UPLOAD_HOSTS = ['linkedin.com', 'licdn.com'];
const UPLOAD_TIMEOUT_MS = 120_000;
/**
 * How long an image may take when the token may not read its status, ms (Images API answers 403 to a member's write
 * token).
 */
const GRACE_MS = 20_000;
const MAX_POLLS = 120;
const PART_EXPIRED = new Set(['EXPIRED_UPLOAD_URL', 'http_403', 'http_404', 'http_410']);

const uploaded = z.object({ urn: z.string(), polls: z.number(), graced: z.boolean().default(false) });
const videoInit = z.object({
  urn: z.string(),
  token: z.string(),
  parts: z.array(z.object({ url: z.string(), first: z.number(), last: z.number() })),
});
const videoParts = z.object({ etags: z.array(z.string()) });

/** URN of an uploaded medium. @throws PlatformError when its step has not run */
export function mediaUrn(io: Pick<StepIo, 'progress'>, step: string): string {
  return requireProgress(io.progress, step, uploaded).urn;
}

/** As `mediaUrn`, but null when there is none. */
export function knownUrn(io: Pick<StepIo, 'progress'>, step: string): string | null {
  return readProgress(io.progress, step, uploaded)?.urn ?? null;
}

/** Uploads one image and waits until LinkedIn can show it. Source: LinkedIn Images API. */
export function imageStep(name: string, medium: MediaFacts): Step {
  return {
    name,
    kind: 'media',
    phase: 'arm',
    effect: 'repeatable',
    run: async (io) => {
      const known = readProgress(io.progress, name, uploaded);
      if (known) return poll(io, known, 'images');
      const { data } = await rest(io, {
        method: 'POST',
        path: '/images?action=initializeUpload',
        json: { initializeUploadRequest: { owner: authorOf(io) } },
        schema: imageInitAnswer,
      });
      const { uploadUrl, image } = data.value;
      const file = {
        stream: () => io.media.stream(medium.id),
        bytes: medium.bytes,
        contentType: medium.mime,
      };
      await put(io, uploadUrl, file, { authorize: true });
      return { state: 'wait', afterMs: 400, output: { urn: image, polls: 0 } };
    },
  };
}

/** Uploads a video part by part, each at its own address, in order. Source: LinkedIn Videos API. */
export function videoSteps(medium: MediaFacts): Step[] {
  return [
    {
      name: 'video-init',
      kind: 'prepare',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        const known = readProgress(io.progress, 'video-init', videoInit);
        if (known) return { state: 'done', output: known };
        const { data } = await rest(io, {
          method: 'POST',
          path: '/videos?action=initializeUpload',
          json: {
            initializeUploadRequest: {
              owner: authorOf(io),
              fileSizeBytes: medium.bytes,
              uploadCaptions: false,
              uploadThumbnail: false,
            },
          },
          schema: videoInitAnswer,
        });
        const { video, uploadToken, uploadInstructions } = data.value;
        const parts = uploadInstructions.map(({ uploadUrl, firstByte, lastByte }) => ({
          url: trustedUploadUrl(uploadUrl, io.settings, UPLOAD_HOSTS),
          first: firstByte,
          last: lastByte,
        }));
        if (!coversFile(parts, medium.bytes)) throw wrongInstructions(parts.length);
        return { state: 'done', output: { urn: video, token: uploadToken, parts } };
      },
    },
    {
      name: 'video-parts',
      kind: 'media',
      phase: 'arm',
      effect: 'repeatable',
      run: (io) => uploadNextPart(io, medium),
    },
    {
      name: 'video-finalize',
      kind: 'media',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        const { urn, token } = requireProgress(io.progress, 'video-init', videoInit);
        const { etags } = requireProgress(io.progress, 'video-parts', videoParts);
        await rest(io, {
          method: 'POST',
          path: '/videos?action=finalizeUpload',
          json: { finalizeUploadRequest: { video: urn, uploadToken: token, uploadedPartIds: etags } },
          schema: anything,
        });
        return { state: 'done', output: { urn, polls: 0 } };
      },
    },
    {
      name: 'video',
      kind: 'media',
      phase: 'arm',
      effect: 'repeatable',
      run: (io) =>
        poll(
          io,
          readProgress(io.progress, 'video', uploaded) ??
            requireProgress(io.progress, 'video-finalize', uploaded),
          'videos',
        ),
    },
  ];
}

/** One part per run, so that a crash costs one part at most. */
async function uploadNextPart(io: StepIo, medium: MediaFacts): Promise<StepResult> {
  const { parts } = requireProgress(io.progress, 'video-init', videoInit);
  const etags = readProgress(io.progress, 'video-parts', videoParts)?.etags ?? [];
  const part = parts[etags.length];
  if (!part) return { state: 'done', output: { etags } };
  const range = { start: part.first, end: part.last + 1 };
  const headers = await putPart(io, part.url, {
    stream: () => io.media.stream(medium.id, range),
    bytes: range.end - range.start,
    contentType: 'application/octet-stream',
  });
  const etag = opaque.safeParse(headers.etag).data;
  if (!etag) {
    throw new PlatformError({
      class: 'transient',
      cause: 'unreadable',
      code: 'etag_missing',
      message: 'the upload of a part answered without its ETag',
      refused: true,
    });
  }
  const output = { etags: [...etags, etag] };
  return output.etags.length === parts.length
    ? { state: 'done', output }
    : { state: 'wait', afterMs: 0, output };
}

/** A refused signed address of a part has expired: the upload starts again. */
async function putPart(io: StepIo, url: string, file: StreamedBytes): Promise<Record<string, string>> {
  try {
    return await put(io, url, file, { authorize: false });
  } catch (error) {
    if (error instanceof PlatformError && PART_EXPIRED.has(error.detail.code)) {
      throw new PlatformError({
        ...error.detail,
        class: 'transient',
        refused: true,
        hint: 'upload_expired',
        restartFrom: 'video-init',
      });
    }
    throw error;
  }
}

async function put(
  io: StepIo,
  url: string,
  file: StreamedBytes,
  { authorize }: { authorize: boolean },
): Promise<Record<string, string>> {
  const { response } = await sendFile(
    io,
    UPLOAD_HOSTS,
    {
      method: 'PUT',
      url,
      // A part's address is signed, and the token must not be sent there.
      headers: authorize ? { authorization: `Bearer ${io.credential.accessToken}` } : {},
      body: file,
      timeoutMs: UPLOAD_TIMEOUT_MS,
    },
    { schema: anything, visible: false, failure: linkedinFailure },
  );
  return response.headers;
}

async function poll(
  io: StepIo,
  known: z.infer<typeof uploaded>,
  kind: 'images' | 'videos',
): Promise<StepResult> {
  if (known.graced) return { state: 'done', output: known };
  const status = await readAsset(io, known.urn, kind);
  if (status === 'AVAILABLE') return { state: 'done', output: known };
  const wait = (afterMs: number, output: Json): StepResult => ({ state: 'wait', afterMs, output });
  if (status === 'unreadable') return wait(GRACE_MS, { ...known, graced: true });
  if (known.polls >= MAX_POLLS) {
    throw new PlatformError({
      class: 'transient',
      cause: 'processing',
      code: 'processing_timeout',
      message: `${known.urn} is still ${status}`,
      refused: true,
    });
  }
  const polls = known.polls + 1;
  return wait(kind === 'videos' ? pollDelay(polls, 1_500, 30_000) : pollDelay(polls, 400, 15_000), {
    ...known,
    polls,
  });
}

async function readAsset(io: StepIo, urn: string, kind: 'images' | 'videos'): Promise<string> {
  try {
    const { data } = await rest(io, { method: 'GET', path: `/${kind}/${encoded(urn)}`, schema: assetAnswer });
    if (data.status !== 'PROCESSING_FAILED') return data.status;
    throw new PlatformError({
      class: 'permanent',
      cause: 'network',
      code: 'PROCESSING_FAILED',
      message: data.processingFailureReason ?? '',
      refused: true,
      hint: 'media_processing_failed',
    });
  } catch (error) {
    if (isReadDenied(error)) return 'unreadable';
    throw error;
  }
}
