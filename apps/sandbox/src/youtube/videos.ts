import { z } from 'zod';
import type { Admitted, Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import { youtubeError } from './network.js';
import { pageOf, partsOf, shownStatus, videoNode } from './nodes.js';
import { PRIVACIES, videoOf, type WrittenStatus, type YouTube } from './store.js';

/** `GET /youtube/v3/videos?id=`: what is not there, or is private and another's, is left out. */
export function listVideos(youtube: YouTube, call: Admitted): Reply {
  const ids = (call.params.get('id') ?? '').split(',').filter(Boolean);
  if (ids.length === 0) throw youtubeError(400, 'missingRequiredParameter', 'No filter selected.');
  const found = ids.flatMap((id) => {
    const post = youtube.sandboxState.posts.get('youtube', id);
    return post?.account === call.account.id ? [post] : [];
  });
  return pageOf(call, 'video', found, 50, (post) =>
    videoNode(youtube, post, call, partsOf(call), shownStatus(youtube, post, call.arrivedAt)),
  );
}

/** Members that are not sent fall back to these: an update replaces the part. */
const update = z.object({
  id: z.string(),
  status: z.object({
    privacyStatus: z.enum(PRIVACIES).default('public'),
    selfDeclaredMadeForKids: z.boolean().default(false),
    license: z.enum(['youtube', 'creativeCommon']).default('youtube'),
    embeddable: z.boolean().default(false),
    publicStatsViewable: z.boolean().default(false),
  }),
});

/** `PUT /youtube/v3/videos?part=status`: answers as asked, also where the project is not audited. */
export function updateVideo(youtube: YouTube, call: Admitted): Reply {
  const body = update.safeParse(call.params.json);
  if (!body.success || !partsOf(call).includes('status')) throw youtubeError(400, 'invalidVideoMetadata');
  const post = youtube.own(call, body.data.id);
  const asked: WrittenStatus = body.data.status;
  const video = videoOf(post);
  const status = { ...asked, privacyStatus: youtube.heldTo(asked.privacyStatus) };
  post.details.video = {
    ...video,
    status,
    before: changed(video.status, status) ? video.status : video.before,
    changedAt: changed(video.status, status) ? call.arrivedAt : video.changedAt,
  };
  show(youtube, post, status, call.arrivedAt);
  return { status: 200, body: videoNode(youtube, post, call, ['status'], asked) };
}

const changed = (one: WrittenStatus, other: WrittenStatus): boolean =>
  JSON.stringify(one) !== JSON.stringify(other);

/** Reveals what was hidden, once. What is private again is followed by nobody. */
function show(youtube: YouTube, post: Post, { privacyStatus }: WrittenStatus, now: number): void {
  const { posts } = youtube.sandboxState;
  const { uploadedAt, failure } = videoOf(post);
  post.followers = privacyStatus === 'public';
  if (post.visibleAt !== null || privacyStatus === 'private' || failure !== null) return posts.changed(post);
  posts.reveal(post, Math.max(now, uploadedAt + youtube.settings.videoDelayMs), now);
  youtube.sandboxState.effect(now, 'revealed', post);
}

/** `DELETE /youtube/v3/videos?id=`. */
export function deleteVideo(youtube: YouTube, call: Admitted): Reply {
  const post = youtube.own(call, call.params.get('id') ?? '');
  youtube.sandboxState.posts.remove(post, call.arrivedAt);
  youtube.sandboxState.effect(call.arrivedAt, 'deleted', post);
  return { status: 204 };
}
