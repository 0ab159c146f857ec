import { z } from 'zod';
import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { youtubeError } from './network.js';
import { newVideoId, PRIVACIES, type Session, type YouTube } from './store.js';
import { videoNode } from './nodes.js';

const DAY = 86_400_000;
/** Every piece but the last is a multiple of it. */
const UNIT = 256 * 1_024;
const MOST_TAGS = 500;

const resource = z.object({
  snippet: z.object({
    title: z.string().default(''),
    description: z.string().default(''),
    tags: z.array(z.string()).default([]),
    categoryId: z.string().default('22'),
  }),
  status: z
    .object({
      privacyStatus: z.enum(PRIVACIES).default('public'),
      selfDeclaredMadeForKids: z.boolean().default(false),
      license: z.enum(['youtube', 'creativeCommon']).default('youtube'),
      embeddable: z.boolean().default(true),
      publicStatsViewable: z.boolean().default(true),
    })
    .prefault({}),
});

/** Counts an upload, or refuses it: of the project (`quotaExceeded`), or of the channel (`uploadLimitExceeded`). */
function count(youtube: YouTube, call: Admitted): void {
  const { uploadsPerDay, channelUploadsPerDay } = youtube.settings.quotas;
  const { counters } = youtube.sandboxState;
  const all = counters.of('youtube:uploads', DAY);
  const own = counters.of(`youtube:uploads:${call.account.id}`, DAY);
  if (uploadsPerDay > 0 && all.count(call.arrivedAt) >= uploadsPerDay) {
    throw youtubeError(403, 'quotaExceeded', 'The project has no upload left today.');
  }
  if (channelUploadsPerDay > 0 && own.count(call.arrivedAt) >= channelUploadsPerDay) {
    throw youtubeError(400, 'uploadLimitExceeded', 'The channel has reached its limit of uploads.');
  }
  all.add(call.arrivedAt);
  own.add(call.arrivedAt);
}

/** `POST /upload/youtube/v3/videos?uploadType=resumable`: an address for the bytes; nothing exists before the last. */
export function beginSession(youtube: YouTube, call: Admitted): Reply {
  if (call.params.get('uploadType') !== 'resumable') throw youtubeError(400, 'badRequest');
  const size = Number(call.req.headers['x-upload-content-length']);
  const body = resource.safeParse(call.params.json);
  if (!body.success || !(size > 0)) throw youtubeError(400, 'invalidVideoMetadata');
  const { snippet, status } = body.data;
  const { title, description, tags, categoryId } = snippet;
  if (title.trim() === '' || [...title].length > 100 || /[<>]/.test(title)) {
    throw youtubeError(
      400,
      'invalidTitle',
      'The request metadata specifies an invalid or empty video title.',
    );
  }
  if (Buffer.byteLength(description) > 5_000 || /[<>]/.test(description)) {
    throw youtubeError(400, 'invalidDescription', 'The request metadata specifies an invalid description.');
  }
  const quoted = tags.map((tag) => (tag.includes(' ') ? `"${tag}"` : tag)).join(',');
  if (quoted.length > MOST_TAGS) throw youtubeError(400, 'invalidTags');
  count(youtube, call);
  const session: Session = {
    id: decimalId('AH'),
    account: call.account.id,
    video: {
      title,
      description,
      tags,
      categoryId,
      status: { ...status, privacyStatus: youtube.heldTo(status.privacyStatus) },
    },
    size,
    received: 0,
    parts: [],
    createdAt: call.arrivedAt,
    videoId: null,
  };
  youtube.sessions.put(session);
  const address = `${call.origin}/youtube/upload/youtube/v3/videos?uploadType=resumable&upload_id=${session.id}`;
  return { status: 200, headers: { location: address } };
}

/**
 * `PUT` to the session: bytes in order, or, with `bytes *` and none, a question. 308 with `Range` while some are missing; the
 * video after the last one, and whenever it is asked again.
 */
export async function receive(youtube: YouTube, call: Admitted): Promise<Reply> {
  const session = youtube.sessions.get(call.params.get('upload_id') ?? '');
  if (session?.account !== call.account.id) return { status: 404 };
  const range = /^bytes (?:\*|(\d+)-(\d+))\/(\d+)$/.exec(call.req.headers['content-range'] ?? '');
  if (Number(range?.[3]) !== session.size) return { status: 400 };
  const isQuestion = range?.[1] === undefined;
  if (!isQuestion && session.videoId === null) {
    const { bytes } = call.params;
    const [first, last] = [Number(range[1]), Number(range[2])];
    const isWhole = last === session.size - 1 || bytes.length % UNIT === 0;
    if (first !== session.received || last - first + 1 !== bytes.length || !isWhole) return { status: 400 };
    session.received += bytes.length;
    session.parts.push(youtube.sandboxState.media.save(bytes));
    if (session.received === session.size) await create(youtube, session, call);
    youtube.sessions.put(session);
  }
  if (session.videoId === null) {
    const headers = { range: `bytes=0-${session.received - 1}` };
    return session.received > 0 ? { status: 308, headers } : { status: 308 };
  }
  const post = youtube.own(call, session.videoId);
  return { status: isQuestion ? 200 : 201, body: videoNode(youtube, post, call, ['snippet', 'status']) };
}

async function create(youtube: YouTube, session: Session, call: Admitted): Promise<void> {
  const { media, posts } = youtube.sandboxState;
  const [only = ''] = session.parts;
  const mediaId = session.parts.length === 1 ? only : media.reserve();
  if (session.parts.length > 1) await media.join(mediaId, session.parts);
  const { description, ...video } = session.video;
  const isVideo = media.get(only)?.mime.startsWith('video/') ?? false;
  const { privacyStatus } = video.status;
  const seen = isVideo && privacyStatus !== 'private';
  session.videoId = newVideoId();
  const post = posts.create({
    platform: 'youtube',
    account: session.account,
    id: session.videoId,
    text: description,
    link: null,
    media: [{ mediaId, kind: 'video', altText: '' }],
    createdAt: call.arrivedAt,
    arrivedAt: call.arrivedAt,
    visibleAt: seen ? call.arrivedAt + youtube.settings.videoDelayMs : null,
    deletedAt: null,
    followers: privacyStatus === 'public',
    details: {
      video: {
        ...video,
        before: video.status,
        changedAt: call.arrivedAt,
        uploadedAt: call.arrivedAt,
        failure: isVideo ? null : 'invalidFile',
      },
    },
  });
  youtube.sandboxState.effect(call.arrivedAt, seen ? 'published' : 'hidden_created', post);
}
