import { decimalId } from '../core/ids.js';
import type { Admitted, Call, Reply } from '../core/exchange.js';
import { blobOf, keepBlob, refOf } from './blobs.js';
import { didOf } from './ids.js';
import { blueskyError, invalid } from './network.js';
import type { Bluesky, Job } from './store.js';

const DAY = 86_400_000;
const DEFAULT_S = 60;
const LONGEST_S = 3_600;
const SERVICE = 'did:web:video.bsky.app';

/** `getServiceAuth`: a token for one method of another service, for an hour at most. */
export function getServiceAuth(bluesky: Bluesky, call: Admitted): Reply {
  const aud = call.params.get('aud') ?? '';
  const lxm = call.params.get('lxm') ?? '';
  const nowS = Math.floor(call.arrivedAt / 1_000);
  const endsS = Number(call.params.get('exp') ?? nowS + DEFAULT_S);
  if (!aud.startsWith('did:')) throw invalid('aud must be a did');
  if (!(endsS > nowS)) throw blueskyError(400, 'BadExpiration', 'expiration is in past');
  if (endsS - nowS > LONGEST_S) {
    throw blueskyError(
      400,
      'BadExpiration',
      'cannot request a token with an expiration more than an hour in the future',
    );
  }
  const token = decimalId('service.');
  bluesky.serviceTokens.set(token, { account: call.account.id, aud, lxm, endsAt: endsS * 1_000 });
  return { status: 200, body: { token } };
}

/** The account of a service token. */
export const byServiceToken = (bluesky: Bluesky) => (call: Call) => {
  const account = bluesky.serviceTokens.get(call.token ?? '')?.account;
  return account === undefined ? null : (bluesky.sandboxState.accounts.get('bluesky', account) ?? null);
};

/** @param aud whom the token must be for; null where it is the account’s own server */
function granted(bluesky: Bluesky, call: Call, lxm: string, aud: string | null): string {
  const token = bluesky.serviceTokens.get(call.token ?? '');
  const isFor = aud === null ? token?.aud !== SERVICE : token?.aud === aud;
  if (!token || token.lxm !== lxm || !isFor || call.arrivedAt > token.endsAt) {
    throw blueskyError(401, 'AuthenticationRequired', 'invalid service token');
  }
  return token.account;
}

const videosToday = (bluesky: Bluesky, account: string) =>
  bluesky.sandboxState.counters.of(`bluesky:videos:${account}`, DAY);

/** `getUploadLimits`. */
export function getUploadLimits(bluesky: Bluesky, call: Call): Reply {
  const account = granted(bluesky, call, 'app.bsky.video.getUploadLimits', SERVICE);
  const { videosPerDay } = bluesky.settings.quotas;
  const left = Math.max(0, videosPerDay - videosToday(bluesky, account).count(call.arrivedAt));
  const { unconfirmed } = call.account?.options ?? {};
  if (unconfirmed === true) {
    const said = { error: 'unconfirmed_email', message: 'Please confirm your email address' };
    return { status: 200, body: { canUpload: false, ...said } };
  }
  const canUpload = videosPerDay === 0 || left > 0;
  const message = canUpload ? 'User has permissions to upload' : 'Daily limit reached';
  return {
    status: 200,
    body: {
      canUpload,
      remainingDailyVideos: videosPerDay === 0 ? 25 : left,
      remainingDailyBytes: 10_000_000_000,
      message,
    },
  };
}

/** `uploadVideo`: answered bare, and with 409 for a video that the account sent before. */
export function uploadVideo(bluesky: Bluesky, call: Call): Reply {
  const account = granted(bluesky, call, 'com.atproto.repo.uploadBlob', null);
  if (call.params.get('did') !== didOf(account)) {
    throw blueskyError(401, 'AuthenticationRequired', 'wrong did');
  }
  const { bytes } = call.params;
  if (bytes.length === 0) throw invalid('no video');
  const kept = keepBlob(bluesky, account, bytes, call.arrivedAt);
  const before = [...bluesky.jobs.values()].find(
    (job) => job.account === account && job.cid === kept.cid && job.failure === null,
  );
  if (before) {
    const body = { ...statusOf(bluesky, before, call.arrivedAt), error: 'already_exists' };
    return { status: 409, body: { ...body, message: 'Video already processed' } };
  }
  videosToday(bluesky, account).add(call.arrivedAt);
  const failure = kept.mimeType === 'video/mp4' ? null : 'validation_failure';
  const job = { id: decimalId('d5'), account, cid: kept.cid, startedAt: call.arrivedAt, failure };
  bluesky.jobs.put(job);
  return { status: 200, body: statusOf(bluesky, job, call.arrivedAt) };
}

/** `getJobStatus`: of anybody, without a token. */
export function getJobStatus(bluesky: Bluesky, call: Call): Reply {
  const job = bluesky.jobs.get(call.params.get('jobId') ?? '');
  if (!job) throw invalid('job not found');
  return { status: 200, body: { jobStatus: statusOf(bluesky, job, call.arrivedAt) } };
}

function statusOf(bluesky: Bluesky, job: Job, now: number) {
  const of = { jobId: job.id, did: didOf(job.account) };
  const { videoDelayMs } = bluesky.settings;
  if (now < job.startedAt + videoDelayMs) {
    const isEarly = now < job.startedAt + videoDelayMs / 2;
    return { ...of, state: isEarly ? 'JOB_STATE_CREATED' : 'JOB_STATE_ENCODING', progress: isEarly ? 0 : 50 };
  }
  if (job.failure !== null) {
    const said = { failureCode: job.failure, error: job.failure, message: 'not a video' };
    return { ...of, state: 'JOB_STATE_FAILED', ...said };
  }
  const kept = blobOf(bluesky, job.account, job.cid);
  return { ...of, state: 'JOB_STATE_COMPLETED', progress: 100, ...(kept ? { blob: refOf(kept) } : {}) };
}
