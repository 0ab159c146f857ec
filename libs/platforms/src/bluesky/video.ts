import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import type { PlatformResponse } from '../kit/http.js';
import { parseJson } from '../kit/json.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress, requireProgress } from '../kit/progress.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import type { MediaFacts } from '../rules/platform.js';
import { requireChoice } from './chosen.js';
import { blob, jobAnswer, limitsAnswer, serviceTokenAnswer, type Blob, type JobStatus } from './schemas.js';
import { xrpc } from './xrpc.js';

const SERVICE = 'https://video.bsky.app';
const UPLOAD_TIMEOUT_MS = 120_000;
/** The service hands the video to the account’s server once it is processed: the token must last till then, s. */
const TOKEN_S = 1_800;
/** Some twenty minutes. */
const MOST_POLLS = 60;

const uploaded = z.object({ jobId: z.string() });
const processed = z.object({ polls: z.number(), blob: blob.optional() });

/**
 * Sends a video to the service that processes it, and waits for the file it becomes. Nothing of it is seen before a post
 * names it. Source: Bluesky, video uploads, recommended method.
 */
export const videoSteps = (medium: MediaFacts): Step[] => [
  { name: 'upload', kind: 'media', phase: 'arm', effect: 'repeatable', run: (io) => upload(io, medium) },
  { name: 'processed', kind: 'media', phase: 'arm', effect: 'repeatable', run: awaitFile },
];

/** The processed file. @throws PlatformError when its step has not run */
export function videoBlob(io: Pick<StepIo, 'progress'>): Blob {
  return requireProgress(io.progress, 'processed', z.object({ blob })).blob;
}

/** A stand-in serves everything on one origin; real servers have https and no path. */
function serviceOf({ settings: { origin } }: StepIo): string {
  const { protocol, pathname } = new URL(origin);
  return protocol === 'https:' && pathname === '/' ? SERVICE : origin;
}

async function upload(io: StepIo, medium: MediaFacts): Promise<StepResult> {
  const known = readProgress(io.progress, 'upload', uploaded);
  if (known) return { state: 'done', output: known };
  const asked = await serviceToken(io, {
    aud: `did:web:${new URL(SERVICE).host}`,
    lxm: 'app.bsky.video.getUploadLimits',
  });
  await checkLimits(io, asked.token, medium);
  const endS = Math.floor(Date.parse(asked.response.headers.date ?? '') / 1_000) + TOKEN_S;
  const { token } = await serviceToken(io, {
    // A port is encoded (did:web).
    aud: `did:web:${encodeURIComponent(new URL(io.settings.origin).host)}`,
    lxm: 'com.atproto.repo.uploadBlob',
    ...(Number.isFinite(endS) ? { exp: String(endS) } : {}),
  });
  const { data } = await xrpc(io, {
    method: 'app.bsky.video.uploadVideo',
    kind: 'procedure',
    origin: serviceOf(io),
    token,
    query: { did: io.account.remoteId, name: `${requireChoice(io).key}.mp4` },
    body: { stream: () => io.media.stream(medium.id), bytes: medium.bytes, contentType: medium.mime },
    timeoutMs: UPLOAD_TIMEOUT_MS,
    schema: jobAnswer,
    accepts: isKnownVideo,
  });
  return { state: 'done', output: { jobId: data.jobId } };
}

/** The same video of the same account has a job already, which is told with the refusal. */
const isKnownVideo = ({ status, text }: PlatformResponse): boolean =>
  status === 409 && jobAnswer.safeParse(parseJson(text)).data?.error === 'already_exists';

async function serviceToken(io: StepIo, query: Record<string, string>) {
  const { data, response } = await xrpc(io, {
    method: 'com.atproto.server.getServiceAuth',
    kind: 'query',
    query,
    grants: true,
    schema: serviceTokenAnswer,
  });
  return { token: data.token, response };
}

/** An account whose e-mail address was not confirmed uploads no videos, and each has a share of a day. */
async function checkLimits(io: StepIo, token: string, { bytes }: MediaFacts): Promise<void> {
  const { data } = await xrpc(io, {
    method: 'app.bsky.video.getUploadLimits',
    kind: 'query',
    origin: serviceOf(io),
    token,
    schema: limitsAnswer,
  });
  const { canUpload, remainingDailyVideos = 1, remainingDailyBytes = bytes } = data;
  const isSpent = remainingDailyVideos < 1 || remainingDailyBytes < bytes;
  if (canUpload && !isSpent) return;
  const said = { code: data.error ?? 'cannot_upload', message: data.message ?? '', refused: true } as const;
  throw new PlatformError(
    isSpent
      ? {
          ...{ ...said, code: 'daily_videos', cause: 'quota', class: 'rate_limited', hint: 'daily_quota' },
          ...{ retryAfterMs: 3_600_000, scope: 'call' },
        }
      : { ...said, cause: 'account', class: 'permanent', hint: 'account_restricted' },
  );
}

async function awaitFile(io: StepIo): Promise<StepResult> {
  const before = readProgress(io.progress, 'processed', processed);
  if (before?.blob) return { state: 'done', output: { polls: before.polls, blob: before.blob } };
  const { jobId } = requireProgress(io.progress, 'upload', uploaded);
  const { data: job } = await xrpc(io, {
    method: 'app.bsky.video.getJobStatus',
    kind: 'query',
    origin: serviceOf(io),
    token: null,
    query: { jobId },
    schema: jobAnswer,
  });
  const polls = (before?.polls ?? 0) + 1;
  if (job.blob) return { state: 'done', output: { polls, blob: job.blob } };
  if (job.state === 'JOB_STATE_FAILED') throw new PlatformError(failureOf(job));
  if (polls > MOST_POLLS) throw new PlatformError({ ...LOST, message: `still ${job.state}` });
  return { state: 'wait', afterMs: pollDelay(polls, 1_500, 30_000), output: { polls } };
}

const LOST: PlatformErrorDetail = {
  class: 'transient',
  cause: 'processing',
  code: 'processing_timeout',
  message: '',
  refused: true,
  hint: 'upload_expired',
  restartFrom: 'upload',
};

/** By `failureCode`; without one that is known, the video is sent once more. */
function failureOf({ failureCode, error, message = '' }: JobStatus): PlatformErrorDetail {
  const code = failureCode ?? error ?? 'job_failed';
  const refused = { class: 'permanent', cause: 'network', code, message, refused: true } as const;
  switch (failureCode) {
    case 'validation_failure':
    case 'pds_upload_unsupported_blob_size':
      return { ...refused, hint: 'video_refused' };
    case 'encoding_failure':
      return { ...refused, hint: 'media_processing_failed' };
    default:
      return { ...LOST, cause: 'network', code, message };
  }
}
