import type { Account } from '../core/accounts.js';
import { graphTimeOf } from '../core/clock.js';
import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import type { Comment, Post } from '../core/posts.js';
import { keepComment } from '../graph/comments.js';
import { graphError, invalid, notFound } from '../graph/errors.js';
import { paged, pick, window, type Node } from '../graph/reads.js';
import { readReel } from './reels.js';
import { photoIds, type Facebook } from './store.js';

const OK: Reply = { status: 200, body: { success: true } };

/** `GET /{id}`: the page, one of its posts (100/33 until replicas know it), a photo or a comment. */
export function readNode(facebook: Facebook, call: Admitted): Reply {
  const id = call.path.node ?? '';
  const { account } = call;
  if (id === 'me' || id === account.id) {
    return { status: 200, body: pick(pageNode(account, facebook), call, ['name', 'id']) };
  }
  const photo = facebook.photos.get(id);
  if (photo?.account === account.id) {
    const node = {
      id,
      created_time: graphTimeOf(photo.createdAt),
      name: photo.caption,
      page_story_id: photo.postId ?? undefined,
      alt_text_custom: photo.altText,
    };
    return { status: 200, body: pick(node, call, ['created_time', 'id']) };
  }
  if (facebook.reels.get(id)) return readReel(facebook, call);
  const comment = facebook.sandboxState.posts.getComment('facebook', id);
  if (comment?.account === account.id) {
    return { status: 200, body: pick(commentNode(comment, call), call, ['created_time', 'message', 'id']) };
  }
  const post = facebook.post(call);
  if (call.arrivedAt < post.createdAt + facebook.lag) throw notFound(id);
  return { status: 200, body: pick(facebook.toNode(post, call), call, ['created_time', 'message', 'id']) };
}

function pageNode(account: Account, facebook: Facebook): Node {
  const instagram = account.options.instagramId;
  return {
    id: account.id,
    name: account.name,
    username: account.handle,
    link: `https://www.facebook.com/${account.handle}`,
    access_token: account.token,
    fan_count: 1200,
    followers_count: 1250,
    picture: { data: { url: account.options.picture ?? '', is_silhouette: !account.options.picture } },
    category: 'Community',
    tasks:
      account.options.withoutTask === true
        ? ['ANALYZE']
        : ['ANALYZE', 'CREATE_CONTENT', 'MODERATE', 'MANAGE'],
    instagram_business_account:
      typeof instagram === 'string' && facebook.sandboxState.accounts.get('instagram', instagram)
        ? { id: instagram }
        : undefined,
  };
}

/** The one portfolio that pages with the option `portfolio` are in. */
const PORTFOLIO = '7700000000000001';

const pagesOf = (facebook: Facebook, call: Admitted): Account[] =>
  facebook.sandboxState.accounts.list('facebook').filter((page) => page.options.userToken === call.token);

/** `GET /me/accounts` with a person's token: the pages whose `userToken` option is that token, but for a portfolio's. */
export function listPages(facebook: Facebook, call: Admitted): Reply {
  const pages = pagesOf(facebook, call);
  if (pages.length === 0) throw invalid('Tried accessing nonexisting field (accounts) on node type (Page)');
  return listed(
    facebook,
    call,
    pages.filter(({ options }) => options.portfolio !== true),
  );
}

/** `GET /me/businesses`: the person's portfolio, where one of its pages was agreed to; needs a right of its own. */
export function listPortfolios(facebook: Facebook, call: Admitted): Reply {
  const { scopes } = call.account.options;
  if (!Array.isArray(scopes) || !scopes.includes('business_management')) {
    throw graphError({ code: 200, message: 'Requires business_management permission to manage the object' });
  }
  const has = pagesOf(facebook, call).some(({ options }) => options.portfolio === true);
  const businesses = has ? [{ id: PORTFOLIO, name: 'Portfolio' }] : [];
  return {
    status: 200,
    body: paged(
      call,
      businesses,
      25,
      ({ id }) => id,
      (one) => pick(one, call, ['id', 'name']),
    ),
  };
}

/** `GET /{portfolio}/owned_pages` and `client_pages`: all are owned. */
export function listPortfolioPages(facebook: Facebook, call: Admitted, owned: boolean): Reply {
  if (call.path.node !== PORTFOLIO) throw notFound(call.path.node ?? '');
  const pages = pagesOf(facebook, call).filter(({ options }) => owned && options.portfolio === true);
  return listed(facebook, call, pages);
}

function listed(facebook: Facebook, call: Admitted, pages: readonly Account[]): Reply {
  const node = (page: Account) =>
    pick(pageNode(page, facebook), call, ['access_token', 'category', 'name', 'id', 'tasks']);
  return { status: 200, body: paged(call, pages, 25, (page) => page.id, node) };
}

/** `GET /{page}/published_posts`: live posts only, newest first, each appearing after the lag. */
export function listPosts(facebook: Facebook, call: Admitted): Reply {
  const page = facebook.page(call);
  const { since, until } = window(call);
  function* within(): Generator<Post> {
    const now = call.arrivedAt - facebook.lag;
    for (const post of facebook.sandboxState.posts.visible({ platform: 'facebook', account: page.id }, now)) {
      const at = post.visibleAt ?? 0;
      // Graph reads take whole seconds.
      if (at < Math.floor(since / 1000) * 1000) return;
      if (at <= until && post.details.story !== true) yield post;
    }
  }
  const toNode = (post: Post): Node =>
    pick(facebook.toNode(post, call), call, ['created_time', 'message', 'id']);
  return { status: 200, body: paged(call, within(), 25, (post) => post.id, toNode) };
}

/** `POST /{post}`: `is_published=true` reveals, and does nothing the second time; `message` edits. */
export function updateNode(facebook: Facebook, call: Admitted): Reply {
  const { sandboxState } = facebook;
  const comment = sandboxState.posts.getComment('facebook', call.path.node ?? '');
  if (comment?.account === call.account.id) {
    comment.text = call.params.get('message') ?? comment.text;
    sandboxState.posts.commentChanged(comment);
    return OK;
  }
  const post = facebook.post(call, 'post');
  if (call.params.get('link') !== undefined) throw invalid('The link of a published post cannot be changed');
  const message = call.params.get('message');
  if (message !== undefined && message !== post.text) {
    post.text = message;
    sandboxState.posts.changed(post);
    sandboxState.effect(call.arrivedAt, 'edited', post);
  }
  const live = post.visibleAt !== null && post.visibleAt <= call.arrivedAt;
  if (call.params.get('is_published') === 'true' && !live) {
    facebook.goLive(post, call.arrivedAt, call.arrivedAt);
    sandboxState.effect(call.arrivedAt, 'revealed', post);
  }
  return OK;
}

/** `DELETE /{post}` or `/{photo}`; the second time there is nothing left to delete. */
export function deleteNode(facebook: Facebook, call: Admitted): Reply {
  const photo = facebook.photos.get(call.path.node ?? '');
  if (photo?.account === call.account.id && photo.postId === null) {
    facebook.photos.put(Object.assign(photo, { createdAt: 0 }));
    return OK;
  }
  const post = facebook.post(call, 'delete');
  facebook.sandboxState.posts.remove(post, call.arrivedAt);
  for (const id of photoIds(post)) {
    const used = facebook.photos.get(id);
    if (used) facebook.photos.put(Object.assign(used, { createdAt: 0 }));
  }
  facebook.sandboxState.effect(call.arrivedAt, 'deleted', post);
  return OK;
}

/** `POST /{post}/comments` as the page. */
export function createComment(facebook: Facebook, call: Admitted): Reply {
  const post = facebook.post(call, 'post');
  const text = call.params.get('message') ?? '';
  if (text === '' && call.params.get('attachment_url') === undefined) {
    throw invalid('Param message must be a non-empty string');
  }
  const id = `${post.id.split('_')[1] ?? ''}_${decimalId('8')}`;
  return keepComment(facebook, call, post, { id, text });
}

/** `GET /{post}/comments`, behind the same lag as posts. */
export function listComments(facebook: Facebook, call: Admitted): Reply {
  const post = facebook.post(call);
  const known = facebook.sandboxState.posts
    .commentsOf('facebook', post.id)
    .filter((comment) => comment.createdAt + facebook.lag <= call.arrivedAt);
  const ordered = call.params.get('order') === 'reverse_chronological' ? known.reverse() : known;
  const toNode = (c: Comment): Node =>
    pick(commentNode(c, call), call, ['created_time', 'from', 'message', 'id']);
  return { status: 200, body: paged(call, ordered, 25, (c) => c.id, toNode) };
}

const commentNode = (comment: Comment, call: Admitted): Node => ({
  id: comment.id,
  message: comment.text,
  created_time: graphTimeOf(comment.createdAt),
  from: { id: call.account.id, name: call.account.name },
  parent: undefined,
  is_hidden: false,
  like_count: 0,
  comment_count: 0,
  permalink_url: `https://www.facebook.com/${comment.post}?comment_id=${comment.id}`,
});

/** `GET /debug_token`: a page token never expires by itself; it becomes invalid with its person's session. */
export function debugToken(facebook: Facebook, call: Admitted): Reply {
  const page = facebook.sandboxState.accounts.byToken('facebook', call.params.get('input_token') ?? '');
  const data = {
    app_id: '1',
    type: 'PAGE',
    application: 'Sandbox app',
    is_valid: page?.tokenState === 'ok',
    expires_at: 0,
    data_access_expires_at: 0,
    scopes: ['pages_show_list', 'pages_manage_posts', 'pages_read_engagement', 'pages_manage_engagement'],
    profile_id: page?.id,
  };
  return { status: 200, body: { data } };
}
