import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { sniff } from '../core/sniff.js';
import { graphError, invalid, notFound } from '../graph/errors.js';
import { pick } from '../graph/reads.js';
import { receiveVideo, type Upload } from '../graph/rupload.js';
import type { Facebook } from './store.js';
import { FACEBOOK_SETTINGS } from './settings.js';

/** A film from its start on: its id is known before it is visible (Video API, reels publishing). */
export interface Reel extends Upload {
  id: string;
  /** What it becomes. */
  kind: 'reel' | 'video' | 'story';
  account: string;
  createdAt: number;
  /** The whole video, once it has arrived. */
  mediaId: string | null;
  uploadedAt: number | null;
  /** Whether it can never be published. */
  broken: boolean;
  finishedAt: number | null;
  /** Of the post that it became; null before. */
  postId: string | null;
}

const OK: Reply = { status: 200, body: { success: true } };

/** Reels per page in 24 hours (Video API, reels publishing). */
const A_DAY = 30;
const DAY_MS = 86_400_000;

/** `POST /{page}/video_reels`: `start` names the reel and its upload address, `finish` publishes it. */
export function reels(facebook: Facebook, call: Admitted): Reply {
  facebook.page(call);
  switch (call.params.get('upload_phase')?.toLowerCase()) {
    case 'start':
      return begin(facebook, call, 'reel');
    case 'finish':
      return finish(facebook, call);
    default:
      throw invalid('Param upload_phase must be one of {START, FINISH}');
  }
}

/** A film of which nothing has arrived. */
export function newFilm(facebook: Facebook, call: Admitted, kind: Reel['kind']): Reel {
  return facebook.reels.put({
    id: decimalId('13'),
    kind,
    account: call.account.id,
    createdAt: call.arrivedAt,
    received: 0,
    parts: [],
    mediaId: null,
    uploadedAt: null,
    broken: false,
    finishedAt: null,
    postId: null,
  });
}

/** Names the film and the address that its bytes go to. */
export function begin(facebook: Facebook, call: Admitted, kind: Reel['kind']): Reply {
  const reel = newFilm(facebook, call, kind);
  const uploadUrl = `${call.origin}/facebook/video-upload/${call.path.version ?? ''}/${reel.id}`;
  return { status: 200, body: { video_id: reel.id, upload_url: uploadUrl } };
}

/** The upload host. */
export function receive(facebook: Facebook, call: Admitted): Promise<Reply> {
  const reel = reelOf(facebook, call, call.path.node ?? '');
  const keep = (): void => void facebook.reels.put(reel);
  return receiveVideo(facebook.sandboxState, call, reel, keep, (bytes) =>
    arrived(facebook, call, reel, bytes),
  );
}

/** Every byte of a film is there. */
export function arrived(facebook: Facebook, call: Admitted, reel: Reel, bytes: Buffer): void {
  reel.broken = sniff(bytes).mime !== 'video/mp4';
  reel.mediaId = facebook.sandboxState.media.save(bytes);
  reel.received = bytes.length;
  reel.uploadedAt = call.arrivedAt;
  facebook.reels.put(reel);
}

/** Finishing twice is harmless: the reel has one id and is published once. */
function finish(facebook: Facebook, call: Admitted): Reply {
  const reel = reelOf(facebook, call, call.params.get('video_id') ?? '');
  requireUploaded(reel);
  if (reel.finishedAt !== null) return OK;
  const day = [...facebook.reels.values()].filter(
    ({ account, kind, finishedAt }) =>
      kind === 'reel' &&
      account === reel.account &&
      finishedAt !== null &&
      finishedAt > call.arrivedAt - DAY_MS,
  );
  if (day.length >= A_DAY) {
    throw graphError({ code: 4, subcode: 1390008, message: '(#4) Application request limit reached' });
  }
  if (call.params.get('video_state')?.toUpperCase() !== 'PUBLISHED') {
    facebook.reels.put(Object.assign(reel, { finishedAt: call.arrivedAt }));
    return OK;
  }
  showFilm(facebook, call, reel, reel.id);
  return OK;
}

/** @throws Refusal */
export function requireUploaded({ mediaId }: Reel): void {
  if (mediaId === null) {
    throw graphError({ code: 6000, subcode: 1363030, message: 'Video is not uploaded yet' });
  }
}

/** Shows a film, once it is worked through; one that is broken never is. @param id of the post */
export function showFilm(facebook: Facebook, call: Admitted, reel: Reel, id: string): void {
  facebook.reels.put(Object.assign(reel, { finishedAt: call.arrivedAt, postId: id }));
  if (reel.broken || reel.mediaId === null) return;
  const { posts, settings } = facebook.sandboxState;
  const post = posts.create({
    platform: 'facebook',
    account: reel.account,
    id,
    text: reel.kind === 'story' ? '' : (call.params.get('description') ?? ''),
    link: null,
    media: [{ mediaId: reel.mediaId, kind: 'video', altText: '' }],
    createdAt: reel.createdAt,
    arrivedAt: call.arrivedAt,
    visibleAt: call.arrivedAt + settings.of('facebook', FACEBOOK_SETTINGS).videoDelayMs,
    deletedAt: null,
    followers: true,
    details: { [reel.kind]: true, film: reel.id },
  });
  facebook.sandboxState.effect(call.arrivedAt, 'published', post);
}

/** `GET /{video}?fields=status`. */
export function readReel(facebook: Facebook, call: Admitted): Reply {
  const reel = reelOf(facebook, call, call.path.node ?? '');
  const processed =
    (reel.uploadedAt ?? Infinity) +
    facebook.sandboxState.settings.of('facebook', FACEBOOK_SETTINGS).videoDelayMs;
  const ready = call.arrivedAt >= processed;
  const post = facebook.sandboxState.posts.get('facebook', reel.postId ?? '');
  const live = post !== undefined && (post.visibleAt ?? Infinity) <= call.arrivedAt;
  const uploaded = reel.uploadedAt !== null;
  const broken = reel.broken && uploaded && ready;
  const status = {
    video_status: broken ? 'error' : live ? 'ready' : uploaded ? 'upload_complete' : 'uploading',
    uploading_phase: {
      status: uploaded ? 'complete' : reel.received > 0 ? 'in_progress' : 'not_started',
      bytes_transferred: reel.received,
    },
    processing_phase: {
      status: broken ? 'error' : ready ? 'complete' : uploaded ? 'in_progress' : 'not_started',
    },
    publishing_phase: live
      ? { status: 'complete', publish_status: 'published' }
      : { status: reel.finishedAt === null ? 'not_started' : 'in_progress' },
  };
  const node = { id: reel.id, status, permalink_url: `https://www.facebook.com/reel/${reel.id}` };
  return { status: 200, body: pick(node, call, ['id']) };
}

/** A film of the token's page. */
export function reelOf(facebook: Facebook, call: Admitted, id: string): Reel {
  const reel = facebook.reels.get(id);
  if (reel?.account !== call.account.id) throw notFound(id, call.req.method.toLowerCase());
  return reel;
}
