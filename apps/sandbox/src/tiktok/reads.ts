import { z } from 'zod';
import type { Admitted, Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import { envelope, int64, tiktokError } from './network.js';
import type { Task, TikTok } from './store.js';

const publishIdBody = z.object({ publish_id: z.string() });
const listBody = z.object({
  max_count: z.number().int().min(1).max(20).default(10),
  cursor: z.number().int().optional(),
});

function taskNamed(tiktok: TikTok, call: Admitted): Task {
  const body = publishIdBody.safeParse(call.params.json);
  if (!body.success) throw tiktokError(400, 'invalid_params', 'publish_id is required.');
  return tiktok.task(call, body.data.publish_id);
}

/** When the public id of a post becomes known: after moderation, and only for public posts. */
const publicFrom = (tiktok: TikTok, post: Post): number =>
  post.details.privacy === 'PUBLIC_TO_EVERYONE'
    ? (post.visibleAt ?? Infinity) + tiktok.settings.postIdDelayMs
    : Infinity;

/** `POST /v2/post/publish/status/fetch/`; the misspelt field name is TikTok's. */
export function fetchStatus(tiktok: TikTok, call: Admitted): Reply {
  const task = taskNamed(tiktok, call);
  const status = tiktok.statusOf(task, call.arrivedAt);
  if (status === 'FAILED') {
    return envelope({ status, fail_reason: task.failure, uploaded_bytes: task.received });
  }
  const post = task.postId === null ? undefined : tiktok.sandboxState.posts.get('tiktok', task.postId);
  const told = post && publicFrom(tiktok, post) <= call.arrivedAt ? [int64(post.id)] : [];
  if (status === 'PROCESSING_UPLOAD') return envelope({ status, uploaded_bytes: task.received });
  return envelope({ status, publicaly_available_post_id: told, uploaded_bytes: task.received });
}

/** `POST /v2/post/publish/cancel/`: possible until the last chunk was processed. */
export function cancel(tiktok: TikTok, call: Admitted): Reply {
  const task = taskNamed(tiktok, call);
  if (task.completeAt !== null) {
    throw tiktokError(400, 'publish_not_cancellable', 'The post can no longer be cancelled.');
  }
  tiktok.tasks.put(Object.assign(task, { failure: 'publish_cancelled' }));
  return envelope({});
}

/** `POST /v2/video/list/`: public videos after moderation, newest first; titles cut to 150 characters. */
export function listVideos(tiktok: TikTok, call: Admitted): Reply {
  const body = listBody.safeParse(call.params.json ?? {});
  if (!body.success) throw tiktokError(400, 'invalid_params', 'max_count must be 1 to 20.');
  const { max_count: max, cursor } = body.data;
  const fields = fieldsOf(call);
  const videos: Post[] = [];
  let hasMore = false;
  for (const post of tiktok.sandboxState.posts.visible(
    { platform: 'tiktok', account: call.account.id },
    call.arrivedAt,
  )) {
    const listed = publicFrom(tiktok, post) + tiktok.settings.visibilityLagMs <= call.arrivedAt;
    if (!listed || (cursor !== undefined && (post.visibleAt ?? 0) >= cursor)) continue;
    if (videos.length === max) {
      hasMore = true;
      break;
    }
    videos.push(post);
  }
  const nodes = videos.map((post) => pick(videoNode(post, call), fields));
  return envelope({ videos: nodes, cursor: videos.at(-1)?.visibleAt ?? 0, has_more: hasMore });
}

const videoNode = (post: Post, call: Admitted): Record<string, unknown> => ({
  id: post.id,
  create_time: Math.floor((post.visibleAt ?? post.createdAt) / 1000),
  title: [...post.text].slice(0, 150).join(''),
  video_description: post.text,
  duration: 10,
  share_url: `https://www.tiktok.com/@${call.account.handle}/video/${post.id}`,
  like_count: 0,
  comment_count: 0,
  share_count: 0,
  view_count: 0,
});

/** `GET /v2/user/info/?fields=…`. */
export function userInfo(_tiktok: TikTok, call: Admitted): Reply {
  const { account } = call;
  const user = {
    open_id: account.id,
    union_id: account.id,
    display_name: account.name,
    username: account.handle,
    avatar_url: `${call.origin}/sandbox/avatar/${account.id}`,
    is_verified: false,
    follower_count: 700,
    following_count: 12,
    likes_count: 4200,
    video_count: 31,
  };
  return envelope({ user: pick(user, fieldsOf(call)) });
}

function fieldsOf(call: Admitted): string[] {
  const fields = (call.params.get('fields') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (fields.length === 0) throw tiktokError(400, 'invalid_params', 'Fields is required.');
  return fields;
}

function pick(node: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  const unknown = fields.find((name) => !(name in node));
  if (unknown !== undefined) throw tiktokError(400, 'invalid_params', `The field ${unknown} is not valid.`);
  return Object.fromEntries(fields.map((name) => [name, node[name]]));
}
