import { randomBytes } from 'node:crypto';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { ghostNetwork, refuse } from './network.js';
import { GHOST_SETTINGS } from './settings.js';

/** A file that was uploaded. */
export interface Image {
  account: string;
  mediaId: string;
  url: string;
}

/** What a post has beside its text. */
export interface PostDetails {
  uuid: string;
  slug: string;
  status: string;
  title: string;
  html: string;
  excerpt: string | null;
  featureImage: string | null;
  featureAlt: string | null;
  tags: string[];
  updatedAt: number;
}

/** Ids are those of a document database; the first part tells the kind here. */
export const newId = (): string => `6a1b2c3d4${randomBytes(8).toString('hex').slice(0, 15)}`;

/** Address of an account's site. */
export const siteOf = (accountId: string): string => `https://blog-${accountId}.example`;

/** Ghost's state: a site for each account. */
export class Ghost {
  readonly network;
  readonly images: Table<Image>;

  constructor(readonly sandboxState: SandboxState) {
    this.network = ghostNetwork(sandboxState);
    this.images = sandboxState.table<Image>('ghost.images', ({ url }) => url);
  }

  get settings() {
    return this.sandboxState.settings.of('ghost', GHOST_SETTINGS);
  }

  /** Every post of an account that is not removed. */
  *postsOf(account: string): Generator<Post> {
    for (const post of this.sandboxState.posts.all()) {
      if (post.platform === 'ghost' && post.account === account && post.deletedAt === null) yield post;
    }
  }

  /** @throws Refusal for an id that the site does not have */
  post({ account, path }: Admitted): Post {
    const post = this.sandboxState.posts.get('ghost', path.id ?? '');
    if (post?.account === account.id) return post;
    throw notFound();
  }

  /** The slug itself, or with the first number that is free: a second post of a slug is no error. */
  freeSlug(account: string, slug: string, own?: Post): string {
    const others = [...this.postsOf(account)].filter((post) => post !== own);
    const taken = new Set(others.map((post) => detailsOf(post).slug));
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? slug : `${slug}-${number}`;
      if (!taken.has(candidate)) return candidate;
    }
  }
}

export const notFound = () => refuse(404, { type: 'NotFoundError', message: 'Post not found.' });

export const detailsOf = (post: Post): PostDetails => post.details as unknown as PostDetails;
