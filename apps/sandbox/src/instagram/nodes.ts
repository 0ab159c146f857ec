import { graphTimeOf } from '../core/clock.js';
import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import type { Comment, Post } from '../core/posts.js';
import { keepComment } from '../graph/comments.js';
import { invalid, notFound } from '../graph/errors.js';
import { paged, pick, window, type Node } from '../graph/reads.js';
import { readContainer } from './containers.js';
import type { Instagram } from './store.js';

/** `GET /{id}`: the account, a container, or a media (100/33 until replicas know it). */
export function readNode(instagram: Instagram, call: Admitted): Reply {
  const id = call.path.node ?? '';
  const { account } = call;
  if (id === 'me' || id === account.id) {
    const posts = [
      ...instagram.sandboxState.posts.visible({ platform: 'instagram', account: account.id }, call.arrivedAt),
    ];
    const node = {
      id: account.id,
      user_id: account.id,
      username: account.handle,
      name: account.name,
      account_type: 'BUSINESS',
      profile_picture_url: account.options.picture,
      followers_count: 900,
      media_count: posts.length,
    };
    return { status: 200, body: pick(node, call, ['id']) };
  }
  const container = instagram.containers.get(id);
  if (container?.account === account.id) return readContainer(instagram, call, container);
  const media = instagram.media(call);
  if (call.arrivedAt < media.createdAt + instagram.settings.visibilityLagMs) throw notFound(id);
  return { status: 200, body: pick(mediaNode(media, instagram, call), call, ['id']) };
}

function mediaNode(post: Post, instagram: Instagram, call: Admitted): Node {
  const kind = post.details.kind;
  const type = kind === 'CAROUSEL' ? 'CAROUSEL_ALBUM' : post.media[0]?.kind === 'video' ? 'VIDEO' : 'IMAGE';
  const shortcode = String(post.details.shortcode);
  return {
    id: post.id,
    caption: post.text === '' ? undefined : post.text,
    media_type: type,
    media_product_type: kind === 'REELS' ? 'REELS' : kind === 'STORIES' ? 'STORY' : 'FEED',
    permalink:
      kind === 'STORIES'
        ? `https://www.instagram.com/stories/${call.account.handle}/${post.id}`
        : `https://www.instagram.com/${kind === 'REELS' ? 'reel' : 'p'}/${shortcode}/`,
    shortcode,
    timestamp: graphTimeOf(post.visibleAt ?? post.createdAt),
    username: call.account.handle,
    owner: { id: call.account.id },
    alt_text: post.media[0]?.altText,
    media_url: `${call.origin}/sandbox/media/${post.media[0]?.mediaId ?? ''}`,
    comments_count: instagram.sandboxState.posts.commentsOf('instagram', post.id).length,
    like_count: 0,
    is_comment_enabled: true,
  };
}

const DAY_MS = 86_400_000;

/** `GET /{ig}/media`: newest first, each appearing after the lag; stories are not in it. */
export const listMedia = (instagram: Instagram, call: Admitted): Reply => listed(instagram, call, false);

/** `GET /{ig}/stories`: those of the last day. */
export const listStories = (instagram: Instagram, call: Admitted): Reply => listed(instagram, call, true);

function listed(instagram: Instagram, call: Admitted, stories: boolean): Reply {
  const account = instagram.user(call);
  const { since, until } = window(call);
  function* within(): Generator<Post> {
    const now = call.arrivedAt - instagram.settings.visibilityLagMs;
    for (const post of instagram.sandboxState.posts.visible(
      { platform: 'instagram', account: account.id },
      now,
    )) {
      const at = post.visibleAt ?? 0;
      const earliest = stories ? call.arrivedAt - DAY_MS : Math.floor(since / 1000) * 1000;
      if (at < earliest) return;
      if (at <= until && (post.details.kind === 'STORIES') === stories) yield post;
    }
  }
  const toNode = (post: Post): Node => pick(mediaNode(post, instagram, call), call, ['id']);
  return { status: 200, body: paged(call, within(), 25, (post) => post.id, toNode) };
}

/** `POST /{media}/comments` (Instagram Platform, Comment Moderation): 300 characters, 4 hashtags. */
export function createComment(instagram: Instagram, call: Admitted): Reply {
  const post = instagram.media(call);
  const text = call.params.get('message') ?? '';
  if (text === '') throw invalid('The parameter message is required');
  if (text.length > 300) throw invalid('The comment exceeds 300 characters');
  if ((text.match(/#[\p{L}\p{N}_]+/gu) ?? []).length > 4) {
    throw invalid('The comment has more than 4 hashtags');
  }
  return keepComment(instagram, call, post, { id: decimalId('17'), text });
}

export function listComments(instagram: Instagram, call: Admitted): Reply {
  const post = instagram.media(call);
  const now = call.arrivedAt - instagram.settings.visibilityLagMs;
  const known = instagram.sandboxState.posts
    .commentsOf('instagram', post.id)
    .filter((c) => c.createdAt <= now);
  const node = (c: Comment): Node => ({
    id: c.id,
    text: c.text,
    username: call.account.handle,
    from: { id: call.account.id, username: call.account.handle },
    timestamp: graphTimeOf(c.createdAt),
    like_count: 0,
    hidden: false,
    parent_id: undefined,
  });
  const toNode = (c: Comment): Node => pick(node(c), call, ['id', 'text', 'timestamp']);
  return { status: 200, body: paged(call, [...known].reverse(), 50, (c) => c.id, toNode) };
}

/** `DELETE /{media}`. */
export function deleteMedia(instagram: Instagram, call: Admitted): Reply {
  const post = instagram.media(call);
  instagram.sandboxState.posts.remove(post, call.arrivedAt);
  instagram.sandboxState.effect(call.arrivedAt, 'deleted', post);
  return { status: 200, body: { success: true } };
}

/** `GET /refresh_access_token`: sixty more days under a new token (Business Login, Refresh). */
export function refreshToken(instagram: Instagram, call: Admitted): Reply {
  if (call.params.get('grant_type') !== 'ig_refresh_token') throw invalid('Invalid grant_type');
  // As documented, only the parameter is read here; other calls also accept a header.
  if (!call.params.get('access_token')) throw invalid('The parameter access_token is required');
  const token = `IGAA${decimalId('')}${decimalId('')}`;
  instagram.sandboxState.accounts.patch(call.account, { token });
  const permissions =
    'instagram_business_basic,instagram_business_content_publish,instagram_business_manage_comments';
  return {
    status: 200,
    body: { access_token: token, token_type: 'bearer', expires_in: 5_183_944, permissions },
  };
}
