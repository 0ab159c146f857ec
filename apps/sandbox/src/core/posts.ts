import type { Platform } from '#rules/platforms';
import type { Table } from './table.js';

export interface PostMedia {
  mediaId: string;
  kind: 'image' | 'video';
  altText: string;
}

export interface Post {
  platform: Platform;
  account: string;
  id: string;
  text: string;
  link: string | null;
  media: PostMedia[];
  createdAt: number;
  /** When the network received the request that made it visible; while hidden, the one that created it. */
  arrivedAt: number;
  /** Null while hidden; may be in the future (still processing, scheduled). */
  visibleAt: number | null;
  deletedAt: number | null;
  /** False when nobody but its author may see it. */
  followers: boolean;
  /** Details that only this network stores with a post. */
  details: Record<string, unknown>;
}

export interface Comment {
  platform: Platform;
  account: string;
  post: string;
  id: string;
  text: string;
  createdAt: number;
}

export const postKey = (row: { platform: Platform; id: string }): string => `${row.platform}:${row.id}`;

/** All posts, with an index of the visible ones per account, per network and overall. */
export class Posts {
  private readonly visibleBy = new Map<string, Post[]>();
  private readonly commentsBy = new Map<string, Comment[]>();

  constructor(
    private readonly posts: Table<Post>,
    private readonly comments: Table<Comment>,
  ) {
    for (const post of posts.values()) this.index(post);
    for (const comment of comments.values()) this.indexComment(comment);
  }

  create(post: Post): Post {
    this.posts.put(post);
    this.index(post);
    return post;
  }

  get(platform: Platform, id: string): Post | undefined {
    const post = this.posts.get(`${platform}:${id}`);
    return post?.deletedAt === null ? post : undefined;
  }

  /** Reveals a hidden post. */
  reveal(post: Post, visibleAt: number, arrivedAt: number): void {
    post.visibleAt = visibleAt;
    post.arrivedAt = arrivedAt;
    this.index(this.posts.put(post));
  }

  changed(post: Post): void {
    this.posts.put(post);
  }

  remove(post: Post, at: number): void {
    post.deletedAt = at;
    this.posts.put(post);
  }

  comment(comment: Comment): Comment {
    this.indexComment(this.comments.put(comment));
    return comment;
  }

  commentChanged(comment: Comment): void {
    this.comments.put(comment);
  }

  getComment(platform: Platform, id: string): Comment | undefined {
    return this.comments.get(`${platform}:${id}`);
  }

  /** Oldest first. */
  commentsOf(platform: Platform, post: string): readonly Comment[] {
    return this.commentsBy.get(`${platform}:${post}`) ?? [];
  }

  /** Posts visible at `now`, newest first. Lazy: a reader of ten pays for ten. */
  *visible(filter: { platform?: Platform; account?: string }, now: number): Generator<Post> {
    const list = this.visibleBy.get(scope(filter.platform, filter.account)) ?? [];
    for (let i = list.length - 1; i >= 0; i--) {
      const post = list[i];
      if (post && post.deletedAt === null && (post.visibleAt ?? Infinity) <= now) yield post;
    }
  }

  all(): IterableIterator<Post> {
    return this.posts.values();
  }

  clear(): void {
    this.posts.clear();
    this.comments.clear();
    this.visibleBy.clear();
    this.commentsBy.clear();
  }

  private index(post: Post): void {
    if (post.visibleAt === null) return;
    insert(this.listOf(scope()), post);
    insert(this.listOf(scope(post.platform)), post);
    insert(this.listOf(scope(post.platform, post.account)), post);
  }

  private indexComment(comment: Comment): void {
    const key = `${comment.platform}:${comment.post}`;
    const list = this.commentsBy.get(key);
    if (list) list.push(comment);
    else this.commentsBy.set(key, [comment]);
  }

  private listOf(key: string): Post[] {
    const list = this.visibleBy.get(key) ?? [];
    this.visibleBy.set(key, list);
    return list;
  }
}

const scope = (platform?: Platform, account?: string): string => `${platform ?? '*'}:${account ?? '*'}`;

/** Keeps the list in order of appearance; nearly always an append. */
function insert(list: Post[], post: Post): void {
  let at = list.length;
  while (at > 0 && (list[at - 1]?.visibleAt ?? 0) > (post.visibleAt ?? 0)) at--;
  list.splice(at, 0, post);
}
