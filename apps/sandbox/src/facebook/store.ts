import type { Account } from '../core/accounts.js';
import { graphTimeOf } from '../core/clock.js';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { graphError, graphErrorReply, notFound } from '../graph/errors.js';
import { graphNetwork } from '../graph/network.js';
import type { Node } from '../graph/reads.js';
import type { Reel } from './reels.js';
import type { Session } from './videos.js';
import { FACEBOOK_SETTINGS } from './settings.js';

/** A photo uploaded to a page; unpublished ones live about 24 h (Pages API, Photos). */
export interface Photo {
  id: string;
  account: string;
  mediaId: string;
  altText: string;
  caption: string;
  createdAt: number;
  /** Set once it is part of a live post. */
  postId: string | null;
}

export const PHOTO_LIFE_MS = 86_400_000;

export const duplicateReply = () =>
  graphErrorReply({
    code: 506,
    message: '(#506) Duplicate status message',
    userTitle: 'Duplicate Status Update',
    userMessage: 'This status update is identical to the last one you posted.',
  });

/** Facebook's state: photos, time-dependent rules, errors. */
export class Facebook {
  readonly network;
  readonly photos: Table<Photo>;
  readonly reels: Table<Reel>;
  readonly sessions: Table<Session>;
  /** Fingerprint of a live text with when it was published, for the duplicate rule. */
  private readonly said = new Map<string, { at: number; post: string }>();

  constructor(readonly sandboxState: SandboxState) {
    sandboxState.forgetOnReset(this.said);
    for (const post of sandboxState.posts.all()) {
      if (post.platform === 'facebook' && post.visibleAt !== null) this.remember(post, post.visibleAt);
    }
    this.photos = sandboxState.table<Photo>('facebook.photos', (photo) => photo.id);
    this.reels = sandboxState.table<Reel>('facebook.reels', (reel) => reel.id);
    this.sessions = sandboxState.table<Session>('facebook.sessions', (session) => session.id);
    this.network = graphNetwork(sandboxState, {
      platform: 'facebook',
      useCase: 'pages',
      limitCode: 32,
      duplicate: duplicateReply,
      settings: () => sandboxState.settings.of('facebook', FACEBOOK_SETTINGS),
    });
  }

  get lag(): number {
    return this.sandboxState.settings.of('facebook', FACEBOOK_SETTINGS).visibilityLagMs;
  }

  /** The page named in the path, which must be the token's own. */
  page(call: Admitted): Account {
    const node = call.path.node ?? '';
    if (node === 'me' || node === call.account.id) return call.account;
    if (this.sandboxState.accounts.get('facebook', node)) {
      throw graphError({ code: 200, subcode: 2069032, message: '(#200) User Access Token Is Not Supported' });
    }
    throw notFound(node, call.req.method.toLowerCase());
  }

  /** A post of the token's page. */
  post(call: Admitted, method = 'get'): Post {
    const id = call.path.node ?? '';
    const post = this.sandboxState.posts.get('facebook', id);
    if (post?.account !== call.account.id) throw notFound(id, method);
    return post;
  }

  /**
   * Makes a post live. The same content within the window is refused with 506, photos that are already out with
   * 1366051.
   */
  goLive(post: Post, visibleAt: number, arrivedAt: number): void {
    const before = this.said.get(fingerprintOf(post));
    const window = this.sandboxState.settings.of('facebook', FACEBOOK_SETTINGS).duplicateWindowS * 1000;
    const photos = photoIds(post).flatMap((id) => this.photos.get(id) ?? []);
    if (post.text !== '' && before && before.post !== post.id && visibleAt - before.at < window) {
      throw graphError({ code: 506, message: '(#506) Duplicate status message' });
    }
    if (photos.some((photo) => photo.postId !== null && photo.postId !== post.id)) {
      throw graphError({ code: 100, subcode: 1366051, message: '(#100) These photos were already posted.' });
    }
    this.remember(post, visibleAt);
    for (const photo of photos) this.photos.put(Object.assign(photo, { postId: post.id }));
    this.sandboxState.posts.reveal(post, visibleAt, arrivedAt);
  }

  private remember(post: Post, at: number): void {
    this.said.set(fingerprintOf(post), { at, post: post.id });
  }

  /** What reads show of a post; a replica knows of a reveal only after the lag. */
  toNode(post: Post, call: Admitted): Node {
    const live = post.visibleAt !== null && post.visibleAt + this.lag <= call.arrivedAt;
    const comments = this.sandboxState.posts.commentsOf('facebook', post.id);
    return {
      id: post.id,
      message: post.text === '' ? undefined : post.text,
      created_time: graphTimeOf(post.visibleAt ?? post.createdAt),
      updated_time: graphTimeOf(post.visibleAt ?? post.createdAt),
      permalink_url: `https://www.facebook.com/${post.details.reel === true ? 'reel/' : ''}${post.id}`,
      is_published: live,
      is_hidden: false,
      scheduled_publish_time: live ? undefined : post.details.scheduledFor,
      status_type:
        post.media.length > 0 ? 'added_photos' : post.link === null ? 'mobile_status_update' : 'shared_story',
      from: { id: call.account.id, name: call.account.name },
      application: { id: '1', name: 'Sandbox app', category: 'Business' },
      comments: { data: comments.slice(0, 25).map((c) => ({ id: c.id, message: c.text })) },
      attachments: attachments(post),
      full_picture: undefined,
      story: undefined,
    };
  }
}

const fingerprintOf = ({ account, text, link, media }: Post): string =>
  [account, text, link ?? '', ...media.map((m) => m.mediaId)].join('\n');

export const photoIds = (post: Post): string[] =>
  Array.isArray(post.details.photos) ? post.details.photos.map(String) : [];

function attachments(post: Post): Node | undefined {
  const photos = photoIds(post).map((id) => ({ media_type: 'photo', type: 'photo', target: { id } }));
  if (photos.length > 1) {
    return { data: [{ media_type: 'album', type: 'album', subattachments: { data: photos } }] };
  }
  if (photos.length === 1) return { data: photos };
  if (post.link === null) return undefined;
  return { data: [{ media_type: 'link', type: 'share', unshimmed_url: post.link, url: post.link }] };
}
