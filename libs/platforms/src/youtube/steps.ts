import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress, requireProgress } from '../kit/progress.js';
import { question } from '../kit/question.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import type { ChannelContent } from '../rules/platform.js';
import { stringOption } from '../rules/check-options.js';
import { dataApi } from './api.js';
import { verdict } from './errors.js';
import { madeForKids, wantedPrivacy } from './metadata.js';
import { putIntoPlaylist } from './playlists.js';
import { keptStatus, longUploadsAnswer, statusAnswer, videoAnswer, type VideoStatus } from './schemas.js';
import { beginSession, sendNext } from './upload.js';

const uploaded = z.object({ videoId: z.string() });
const polled = z.object({ polls: z.number() });
const prepared = z.object({ kept: keptStatus });

/** Longer videos are for channels that were verified (YouTube Help), ms. */
const SHORT_MS = 15 * 60_000;
/** Some five minutes: after that the video goes out as it is, and YouTube goes on processing it. */
const READY_POLLS = 16;
/** Half a minute after the update, a video that is still private is locked. */
const LOCKED_POLLS = 6;
/** Some twenty minutes. */
const LIVE_POLLS = 45;

/**
 * The whole file is sent before the due instant, as a private video; the visible step changes nothing but who may see it.
 * That change can be repeated: the video is named by its id, and a public one stays public. YouTube's own schedule
 * (`publishAt`) is not used: a post that was cancelled here would go out there all the same. A video that never comes to its
 * instant stays private in Studio, and its upload counts in the quota of that day.
 */
export function youtubeSteps(content: ChannelContent): Step[] {
  const [medium] = content.media;
  if (!medium) return [];
  const arm = { phase: 'arm', effect: 'repeatable' } as const;
  const confirm = { phase: 'confirm', effect: 'repeatable', kind: 'look' } as const;
  const isLong = (medium.durationMs ?? 0) > SHORT_MS;
  const playlist = stringOption(content.options, 'playlist');
  return [
    ...(isLong ? [{ name: 'channel', kind: 'check', ...arm, run: checkLongUploads } as const] : []),
    { name: 'session', kind: 'prepare', ...arm, run: (io) => beginSession(io, medium) },
    { name: 'upload', kind: 'media', ...arm, run: (io) => sendNext(io, medium) },
    { name: 'processed', kind: 'media', ...arm, run: awaitProcessing },
    { name: 'publish', kind: 'publish', phase: 'fire', effect: 'keyed', run: publish },
    { name: 'live', ...confirm, run: look },
    ...(playlist === null
      ? []
      : [
          {
            name: 'playlist',
            ...confirm,
            run: (io: StepIo) => putIntoPlaylist(io, playlist, idOf(io)),
          } as const,
        ]),
  ];
}

const idOf = (io: StepIo): string => requireProgress(io.progress, 'upload', uploaded).videoId;

/** Reads a video's status; null when YouTube does not know it. @throws PlatformError */
export async function readStatus(io: StepIo, id: string): Promise<VideoStatus | null> {
  const { items } = await dataApi(io, {
    method: 'GET',
    resource: 'videos',
    query: { part: 'status', id },
    schema: statusAnswer,
  });
  return items.find((video) => video.id === id)?.status ?? null;
}

/** Whether the video is seen by those it is for. A person who made an unlisted one public since did so on purpose. */
export const isAsWanted = ({ privacyStatus }: VideoStatus, content: ChannelContent): boolean =>
  (privacyStatus === 'private') === (wantedPrivacy(content) === 'private');

/** Whether YouTube will never show the video. */
export const isBroken = ({ uploadStatus }: VideoStatus): boolean =>
  ['failed', 'rejected', 'deleted'].includes(uploadStatus);

async function checkLongUploads(io: StepIo): Promise<StepResult> {
  const { items } = await dataApi(io, {
    method: 'GET',
    resource: 'channels',
    query: { part: 'status', mine: 'true' },
    schema: longUploadsAnswer,
  });
  const allowed = items[0]?.status.longUploadsStatus;
  // A value that is not known is left to the upload itself.
  if (allowed === 'disallowed' || allowed === 'eligible') {
    throw new PlatformError({
      class: 'permanent',
      cause: 'account',
      code: `long_uploads_${allowed}`,
      message: 'the channel was not verified for videos of more than 15 minutes',
      refused: true,
      hint: 'video_too_long_for_account',
    });
  }
  return { state: 'done', output: {} };
}

async function awaitProcessing(io: StepIo): Promise<StepResult> {
  const status = await readStatus(io, idOf(io));
  if (status) refuseBroken(status, { restartFrom: 'session' });
  const polls = pollsOf(io, 'processed') + 1;
  const { data: kept } = keptStatus.safeParse(status);
  const isReady = status?.uploadStatus === 'processed';
  if (kept && (isReady || polls > READY_POLLS)) return { state: 'done', output: { polls, kept } };
  if (polls > READY_POLLS) {
    throw new PlatformError({
      class: 'permanent',
      cause: 'network',
      code: 'videoNotFound',
      message: 'the uploaded video is not there any more',
      refused: true,
      hint: 'target_missing',
    });
  }
  return { state: 'wait', afterMs: pollDelay(polls, 2_000, 30_000), output: { polls } };
}

const pollsOf = (io: StepIo, step: string): number => readProgress(io.progress, step, polled)?.polls ?? 0;

/** @param restart what an upload that broke off may do while nothing is visible */
function refuseBroken(status: VideoStatus, restart: Pick<PlatformErrorDetail, 'restartFrom'>): void {
  if (!isBroken(status)) return;
  const reason = status.failureReason ?? status.rejectionReason;
  const detail = verdict(status.uploadStatus, reason);
  if (reason !== 'uploadAborted' || !restart.restartFrom) throw new PlatformError(detail);
  throw new PlatformError({ ...detail, class: 'transient', hint: 'upload_expired', ...restart });
}

/** An update replaces the whole part, so that what is not ours to change is sent as it was read. */
async function publish(io: StepIo): Promise<StepResult> {
  const id = idOf(io);
  const { kept } = requireProgress(io.progress, 'processed', prepared);
  const status = {
    ...kept,
    privacyStatus: wantedPrivacy(io.content),
    selfDeclaredMadeForKids: madeForKids(io.content),
  };
  await dataApi(io, {
    method: 'PUT',
    resource: 'videos',
    query: { part: 'status' },
    json: { id, status },
    schema: videoAnswer.extend({ id: z.literal(id) }),
    visible: true,
  });
  return { state: 'done', output: { id } };
}

/**
 * Looks whether the video is seen. A project that Google has not audited is told that all is well, and its videos stay
 * private.
 */
async function look(io: StepIo): Promise<StepResult> {
  const status = await question(() => readStatus(io, idOf(io)));
  if (status) refuseBroken(status, {});
  const polls = pollsOf(io, 'live') + 1;
  const isLocked = status !== null && !isAsWanted(status, io.content);
  if (status?.uploadStatus === 'processed' && !isLocked) return { state: 'done', output: { polls } };
  if (isLocked && polls > LOCKED_POLLS) {
    throw new PlatformError({
      class: 'permanent',
      cause: 'account',
      code: 'locked_private',
      message: 'the video stays private whatever it is set to',
      refused: true,
      hint: 'audit_required',
    });
  }
  if (polls > LIVE_POLLS) {
    throw new PlatformError({
      class: 'unknown',
      cause: 'processing',
      code: 'processing_timeout',
      message: `still ${status?.uploadStatus ?? 'without a status'}`,
      refused: false,
      hint: 'may_be_live',
    });
  }
  return { state: 'wait', afterMs: pollDelay(polls, 1_000, 30_000), output: { polls } };
}
