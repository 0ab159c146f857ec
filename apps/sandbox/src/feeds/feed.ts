import type { Platform } from '#rules/platforms';
import { isoOf } from '../core/clock.js';
import type { Post } from '../core/posts.js';
import type { SandboxState } from '../core/sandbox-state.js';

export interface FeedItem {
  platform: Platform;
  account: string;
  accountName: string;
  handle: string;
  id: string;
  /** Of an article; null where posts have none. */
  title: string | null;
  text: string;
  /** It fills a screen, for a day. */
  story: boolean;
  link: string | null;
  media: { url: string; kind: 'image' | 'video'; altText: string }[];
  comments: { id: string; text: string; createdAt: string }[];
  /** When it became visible. */
  createdAt: string;
  /** When the network received the request that made it visible. */
  arrivedAt: string;
}

export interface FeedQuery {
  platform?: Platform;
  account?: string;
  since?: number;
  limit?: number;
}

/** What followers see, newest first: without hidden, private and deleted posts, and without lag. */
export function readFeed(sandboxState: SandboxState, query: FeedQuery = {}): FeedItem[] {
  const items: FeedItem[] = [];
  const limit = query.limit ?? 50;
  for (const post of sandboxState.posts.visible(query, sandboxState.clock.now())) {
    if (items.length === limit || (post.visibleAt ?? 0) < (query.since ?? 0)) break;
    if (post.followers) items.push(toItem(sandboxState, post));
  }
  return items;
}

function toItem(sandboxState: SandboxState, post: Post): FeedItem {
  const account = sandboxState.accounts.get(post.platform, post.account);
  return {
    platform: post.platform,
    account: post.account,
    accountName: account?.name ?? post.account,
    handle: account?.handle ?? '',
    id: post.id,
    title: typeof post.details.title === 'string' ? post.details.title : null,
    text: post.text,
    story: post.details.story === true,
    link: post.link,
    media: post.media.map(({ mediaId, kind, altText }) => ({
      url: `/sandbox/media/${mediaId}`,
      kind,
      altText,
    })),
    comments: sandboxState.posts
      .commentsOf(post.platform, post.id)
      .map(({ id, text, createdAt }) => ({ id, text, createdAt: isoOf(createdAt) })),
    createdAt: isoOf(post.visibleAt ?? post.createdAt),
    arrivedAt: isoOf(post.arrivedAt),
  };
}
