import { graphTimeOf } from '../core/clock.js';
import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import type { Comment, Post } from '../core/posts.js';
import { invalid, notFound } from '../graph/errors.js';
import { paged, pick, window, type Node } from '../graph/reads.js';
import { readContainer } from './containers.js';
import type { Threads } from './store.js';

/** `GET /{id}`: the profile, a container, or a post (100/33 until replicas know it). */
export function readNode(threads: Threads, call: Admitted): Reply {
  const id = call.path.node ?? '';
  const { account } = call;
  if (id === 'me' || id === account.id) {
    const node = {
      id: account.id,
      username: account.handle,
      name: account.name,
      threads_profile_picture_url: account.options.picture,
      threads_biography: '',
      is_verified: false,
    };
    return { status: 200, body: pick(node, call, ['id']) };
  }
  const container = threads.containers.get(id);
  if (container?.account === account.id) return readContainer(threads, call, container);
  const post = threads.post(call);
  if (call.arrivedAt < post.createdAt + threads.settings.visibilityLagMs) throw notFound(id);
  return { status: 200, body: pick(postNode(post, call), call, ['id']) };
}

function postNode(post: Post, call: Admitted): Node {
  const shortcode = String(post.details.shortcode);
  const [first, second] = post.media;
  const single = first ? first.kind.toUpperCase() : 'TEXT_POST';
  return {
    id: post.id,
    media_product_type: 'THREADS',
    media_type: second ? 'CAROUSEL_ALBUM' : single,
    text: post.text === '' ? undefined : post.text,
    permalink: `https://www.threads.com/@${call.account.handle}/post/${shortcode}`,
    timestamp: graphTimeOf(post.visibleAt ?? post.createdAt),
    shortcode,
    username: call.account.handle,
    is_quote_post: false,
    link_attachment_url: post.link ?? undefined,
    alt_text: first?.altText,
  };
}

/** `GET /{user}/threads`: newest first, each appearing after the lag; replies are not in it. */
export function listPosts(threads: Threads, call: Admitted): Reply {
  const account = threads.user(call);
  const { since, until } = window(call);
  function* within(): Generator<Post> {
    const now = call.arrivedAt - threads.settings.visibilityLagMs;
    for (const post of threads.sandboxState.posts.visible(
      { platform: 'threads', account: account.id },
      now,
    )) {
      const at = post.visibleAt ?? 0;
      if (at < Math.floor(since / 1000) * 1000) return;
      if (at <= until) yield post;
    }
  }
  const toNode = (post: Post): Node => pick(postNode(post, call), call, ['id']);
  return { status: 200, body: paged(call, within(), 25, (post) => post.id, toNode) };
}

/** `GET /{post}/replies`: the newest first. */
export function listReplies(threads: Threads, call: Admitted): Reply {
  const post = threads.post(call);
  const now = call.arrivedAt - threads.settings.visibilityLagMs;
  const known = threads.sandboxState.posts.commentsOf('threads', post.id).filter((c) => c.createdAt <= now);
  const node = (c: Comment): Node => ({
    id: c.id,
    text: c.text,
    username: call.account.handle,
    timestamp: graphTimeOf(c.createdAt),
    is_reply: true,
    is_reply_owned_by_me: true,
    hide_status: 'NOT_HUSHED',
  });
  const toNode = (c: Comment): Node => pick(node(c), call, ['id']);
  return { status: 200, body: paged(call, [...known].reverse(), 25, (c) => c.id, toNode) };
}

/** `DELETE /{post}`. */
export function deletePost(threads: Threads, call: Admitted): Reply {
  const post = threads.post(call);
  threads.sandboxState.posts.remove(post, call.arrivedAt);
  threads.sandboxState.effect(call.arrivedAt, 'deleted', post);
  return { status: 200, body: { success: true, deleted_id: post.id } };
}

/** `GET /refresh_access_token`: sixty more days under a new token (Threads API, long-lived tokens). */
export function refreshToken(threads: Threads, call: Admitted): Reply {
  if (call.params.get('grant_type') !== 'th_refresh_token') throw invalid('Invalid grant_type');
  if (!call.params.get('access_token')) throw invalid('The parameter access_token is required');
  const token = `THAA${decimalId('')}${decimalId('')}`;
  threads.sandboxState.accounts.patch(call.account, { token });
  return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: 5_183_944 } };
}
