import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import { networkId } from '../kit/ids.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress } from '../kit/progress.js';
import { segment } from '../kit/segment.js';
import type { MediaFacts } from '../rules/platform.js';
import { api } from './api.js';
import { isGone, isMissing, mastodonFailure } from './errors.js';
import { mediaAnswer } from './schemas.js';

const UPLOAD_TIMEOUT_MS = 120_000;
/** Pauses between questions about a medium that is processed, ms. */
const FIRST_POLL_MS = 1_000;
const LONGEST_POLL_MS = 15_000;

/** A medium that was sent. */
const sent = z.object({
  id: networkId,
  /** The upload was answered with the address of the file. */
  complete: z.boolean(),
  ready: z.boolean(),
  /** Whether the server tells of media that no post has yet. */
  readable: z.boolean(),
  polls: z.number(),
});
type Sent = z.infer<typeof sent>;

export const stepName = (index: number): string => `media-${index}`;

/** The media that are sent already, in their order. */
export const knownMedia = (io: Pick<StepIo, 'content' | 'progress'>): Sent[] =>
  io.content.media.flatMap((_, index) => readProgress(io.progress, stepName(index), sent) ?? []);

/**
 * A step for each medium: it is sent with its description, and waited for until it is processed. Nobody sees it before a
 * post has it. Source: Mastodon API, media (v2 answers before a video is processed; older servers have v1 alone).
 */
export const mediaSteps = (media: readonly MediaFacts[]): Step[] =>
  media.map((medium, index) => ({
    name: stepName(index),
    kind: 'media',
    phase: 'arm',
    effect: 'repeatable',
    run: (io) => send(io, stepName(index), medium),
  }));

async function send(io: StepIo, step: string, medium: MediaFacts): Promise<StepResult> {
  const known = readProgress(io.progress, step, sent);
  if (known) return known.ready ? { state: 'done', output: known } : settle(io, step, known);
  const { id, url } = await upload(io, medium);
  const complete = url !== null;
  const output = { id, complete, ready: false, readable: true, polls: 0 };
  // Asked about in any case: whether the server answers such questions must be known before the visible call.
  return { state: 'wait', afterMs: complete ? 0 : FIRST_POLL_MS, output };
}

async function settle(io: StepIo, step: string, known: Sent): Promise<StepResult> {
  const polls = known.polls + 1;
  switch (await mediumState(io, known.id)) {
    case 'ready':
      return { state: 'done', output: { ...known, ready: true, polls } };
    case 'processing':
      return {
        state: 'wait',
        afterMs: pollDelay(polls, FIRST_POLL_MS, LONGEST_POLL_MS),
        output: { ...known, polls },
      };
    case 'unknown':
    case 'gone':
      if (known.complete && known.polls === 0) {
        return { state: 'done', output: { ...known, ready: true, readable: false, polls } };
      }
      throw expired(step);
  }
}

/** What was sent is not there any more: it is sent again. */
export const expired = (step: string): PlatformError =>
  new PlatformError({
    class: 'transient',
    cause: 'media',
    code: 'media_gone',
    message: 'the uploaded medium is not there any more',
    refused: true,
    hint: 'upload_expired',
    restartFrom: step,
  });

async function upload(io: StepIo, medium: MediaFacts) {
  try {
    return await uploadTo(io, medium, 'v2');
  } catch (error) {
    if (!isMissing(error)) throw error;
    return uploadTo(io, medium);
  }
}

async function uploadTo(io: StepIo, medium: MediaFacts, version?: 'v2') {
  const { id, mime, bytes, altText } = medium;
  const focus = focusOf(medium);
  const filename = `${id}.${EXTENSION[mime] ?? 'bin'}`;
  const { data } = await api(io, {
    method: 'POST',
    path: '/media',
    ...(version && { version }),
    body: {
      multipart: {
        ...(altText && { description: altText }),
        ...(focus && { focus }),
        file: { stream: () => io.media.stream(id), bytes, contentType: mime, filename },
      },
    },
    timeoutMs: UPLOAD_TIMEOUT_MS,
    schema: mediaAnswer,
    failure: (response, body) => {
      const failure = mastodonFailure(response, body);
      // Uploads have a limit of their own, which holds no post without media.
      if (failure?.class === 'rate_limited') return { ...failure, scope: 'call' };
      const hint = medium.kind === 'video' ? 'video_refused' : 'image_refused';
      return failure?.hint === 'content_refused' ? { ...failure, hint } : failure;
    },
  });
  return data;
}

const EXTENSION: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'video/mp4': 'mp4',
};

/** From the middle, -1 to 1, upwards (Mastodon, focal points). */
function focusOf({ kind, focus }: MediaFacts): string | null {
  if (kind !== 'image' || !focus) return null;
  return [focus.x * 2 - 1, 1 - focus.y * 2].map((share) => share.toFixed(2)).join(',');
}

/** `gone`: not there any more, or a post has it. `unknown`: the server does not answer such questions. */
export type MediumState = 'ready' | 'processing' | 'gone' | 'unknown';

/**
 * How far a server is with a medium, by its status: the sentences are in its language.
 * Source: Mastodon API, media: 206 while it is processed, 422 when that failed, 404 once a post has it.
 * @throws PlatformError permanent when it cannot be processed
 */
export async function mediumState(io: StepIo, id: string): Promise<MediumState> {
  try {
    const { response } = await api(io, { method: 'GET', path: `/media/${segment(id)}`, schema: mediaAnswer });
    return response.status === 206 ? 'processing' : 'ready';
  } catch (error) {
    if (isGone(error)) return 'gone';
    if (isMissing(error)) return 'unknown';
    if (!(error instanceof PlatformError) || error.detail.code !== '422') throw error;
    throw new PlatformError({ ...error.detail, hint: 'media_processing_failed' });
  }
}
