import { z } from 'zod';
import type { StepIo, StepResult } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import type { PlatformRequest, PlatformResponse } from '../kit/http.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import { sendFile, trustedUploadUrl } from '../kit/upload-url.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import type { MediaFacts } from '../rules/platform.js';
import { bearer } from './api.js';
import { youtubeFailure } from './errors.js';
import { metadata, notifies } from './metadata.js';
import { videoAnswer } from './schemas.js';

/** Hosts of session addresses. */
const UPLOAD_HOSTS = ['www.googleapis.com', 'youtube.googleapis.com'];
/** A multiple of 256 KiB, as the protocol asks of every piece but the last. */
export const PIECE = 8 * 1_024 * 1_024;
const PIECE_TIMEOUT_MS = 120_000;
/** An access token lasts an hour: after so many pieces the upload is taken up anew, with the latest one. */
const PIECES_A_RUN = 16;
/** A session that is not known is asked for so often before another one is begun, which counts as an upload. */
const LOST_ANSWERS = 3;
const ASK_AGAIN_MS = 5_000;

const session = z.object({ uploadUrl: z.string().min(1) });
const uploaded = z.object({ videoId: z.string().nullable().default(null) });
const partial = z.object({ pieces: z.number().default(0), lost: z.number().default(0) });

/** The video's id, once its last byte was taken; it is private then. */
export const videoId = (progress: StepIo['progress']): string | null =>
  readProgress(progress, 'upload', uploaded)?.videoId ?? null;

/**
 * Begins a resumable session; its address is kept before a byte is sent. A session that is left makes no video, but
 * counts as one of the project's uploads of the day.
 * Source: YouTube Data API, resumable uploads.
 */
export async function beginSession(io: StepIo, medium: MediaFacts): Promise<StepResult> {
  const known = readProgress(io.progress, 'session', session);
  if (known) return { state: 'done', output: known };
  const { settings, content } = io;
  const { response } = await call(
    io,
    {
      method: 'POST',
      url: `${settings.origin}/upload/youtube/${settings.version}/videos`,
      query: {
        uploadType: 'resumable',
        part: 'snippet,status',
        notifySubscribers: String(notifies(content)),
      },
      headers: {
        ...bearer(io),
        'x-upload-content-length': String(medium.bytes),
        'x-upload-content-type': medium.mime,
      },
      body: { json: metadata(content) },
    },
    { schema: z.unknown(), visible: false, failure: youtubeFailure },
  );
  const uploadUrl = trustedUploadUrl(response.headers.location ?? '', settings, UPLOAD_HOSTS);
  return { state: 'done', output: { uploadUrl } };
}

/**
 * Sends one piece a run. Each run asks first how much is there, so that neither a crash nor a lost answer sends a byte
 * twice or leaves one out.
 */
export async function sendNext(io: StepIo, medium: MediaFacts): Promise<StepResult> {
  const before = readProgress(io.progress, 'upload', partial) ?? { pieces: 0, lost: 0 };
  try {
    const there = await putRange(io, medium, null);
    if (there.videoId !== null) return { state: 'done', output: { videoId: there.videoId } };
    // Everything was taken, and the video is not made yet.
    if (there.bytes >= medium.bytes) return again({ pieces: before.pieces, lost: 0 });
    const now = await putRange(io, medium, there.bytes);
    if (now.videoId !== null) return { state: 'done', output: { videoId: now.videoId } };
    const pieces = before.pieces + 1;
    if (now.bytes <= there.bytes) return again({ pieces, lost: 0 });
    const output = { pieces, lost: 0, bytes: now.bytes };
    return { state: 'wait', afterMs: pieces % PIECES_A_RUN === 0 ? 1 : 0, output };
  } catch (error) {
    if (!(error instanceof PlatformError) || error.detail.code !== LOST) throw error;
    const lost = before.lost + 1;
    if (lost < LOST_ANSWERS) return again({ pieces: before.pieces, lost });
    throw new PlatformError({ ...error.detail, hint: 'upload_expired', restartFrom: 'session' });
  }
}

const again = (output: { pieces: number; lost: number }): StepResult => ({
  state: 'wait',
  afterMs: ASK_AGAIN_MS,
  output,
});

/** How much of the file is there, and the video once it is all of it. */
interface Received {
  bytes: number;
  videoId: string | null;
}

/**
 * Sends the piece that begins at `start`, or, for null, only asks.
 * Source: YouTube Data API, resumable uploads: 308 with `Range` while bytes are missing, 200 or 201 with the video after the
 * last.
 */
async function putRange(io: StepIo, medium: MediaFacts, start: number | null): Promise<Received> {
  const { uploadUrl } = requireProgress(io.progress, 'session', session);
  const end = Math.min(medium.bytes, (start ?? 0) + PIECE);
  const piece: Pick<PlatformRequest, 'body' | 'timeoutMs'> =
    start === null
      ? {}
      : {
          body: {
            stream: () => io.media.stream(medium.id, { start, end }),
            bytes: end - start,
            contentType: medium.mime,
          },
          timeoutMs: PIECE_TIMEOUT_MS,
        };
  const range = start === null ? '*' : `${start}-${end - 1}`;
  const { data, response } = await sendFile(
    io,
    UPLOAD_HOSTS,
    {
      method: 'PUT',
      url: uploadUrl,
      headers: { ...bearer(io), 'content-range': `bytes ${range}/${medium.bytes}` },
      ...piece,
    },
    { schema: videoAnswer.optional(), visible: false, failure: sessionFailure, accepts: isIncomplete },
  );
  if (data) return { bytes: medium.bytes, videoId: data.id };
  const bytes = receivedBytes(response);
  if (response.status === 308 && bytes !== null && bytes <= medium.bytes) return { bytes, videoId: null };
  throw new PlatformError({
    class: 'transient',
    cause: 'unreadable',
    code: 'unreadable_answer',
    message: `status ${response.status} without a video`,
    refused: false,
  });
}

/** 308 says how far it is; with an address it is a redirect of somebody else. */
const isIncomplete = ({ status, headers }: PlatformResponse): boolean =>
  status === 308 && headers.location === undefined;

/** Bytes that are there, from `Range: bytes=0-<last>`; 0 without it, null for anything else. */
function receivedBytes({ headers: { range = '' } }: PlatformResponse): number | null {
  if (range === '') return 0;
  const [, last] = /^bytes=0-(\d{1,15})$/u.exec(range) ?? [];
  return last === undefined ? null : Number(last) + 1;
}

const LOST = 'upload_lost';
/** Statuses of a session that is over, whatever is said with it. */
const OVER = new Set([404, 410]);
/** The same where no reason of Google's says otherwise. */
const WRONG = new Set([400, 416]);

function sessionFailure(response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const { status } = response;
  const told = OVER.has(status) ? null : youtubeFailure(response, body);
  if (told || !(OVER.has(status) || WRONG.has(status))) return told;
  return {
    class: 'transient',
    cause: 'processing',
    code: LOST,
    message: `the session answered ${status}`,
    refused: true,
  };
}
