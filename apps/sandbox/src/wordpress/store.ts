import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Account } from '../core/accounts.js';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { refuse, wordpressNetwork } from './network.js';
import { WORDPRESS_SETTINGS } from './settings.js';

/** A file of the library. */
export interface Attachment {
  id: string;
  account: string;
  mediaId: string;
  /** With its number where the name was taken. */
  name: string;
  altText: string;
}

/** A category or a tag. */
export interface Term {
  id: string;
  account: string;
  taxonomy: 'category' | 'post_tag';
  name: string;
  parent: string;
}

/** What a post has beside its text. */
export interface PostDetails {
  slug: string;
  status: string;
  title: string;
  content: string;
  excerpt: string;
  featured: number;
  categories: number[];
  tags: number[];
}

/** The category that every site has. */
export const FIRST_CATEGORY = '1';
const rights = z.object({ publish_posts: z.boolean(), upload_files: z.boolean() }).partial();

/** Address of an account's site. */
export const siteOf = (accountId: string): string => `https://site-${accountId}.example`;

/** WordPress' state: a site for each account, with its user. */
export class Wordpress {
  readonly network;
  readonly attachments: Table<Attachment>;
  readonly #terms: Table<Term>;

  constructor(readonly sandboxState: SandboxState) {
    this.network = wordpressNetwork(sandboxState);
    this.attachments = sandboxState.table<Attachment>('wordpress.attachments', (row) => row.id);
    this.#terms = sandboxState.table<Term>('wordpress.terms', (row) => `${row.account}:${row.id}`);
  }

  get settings() {
    return this.sandboxState.settings.of('wordpress', WORDPRESS_SETTINGS);
  }

  /** Ids are small numbers here, and their own on each site. */
  newId(): string {
    return String(randomInt(100_000_000, 1_000_000_000));
  }

  /** Rights of an account's user: `rights` among its options takes some away. */
  rightsOf({ options }: Account): { publish_posts: boolean; upload_files: boolean } {
    return { publish_posts: true, upload_files: true, ...rights.parse(options.rights ?? {}) };
  }

  terms(account: string, taxonomy: Term['taxonomy']): Term[] {
    const own = [...this.#terms.values()].filter(
      (term) => term.account === account && term.taxonomy === taxonomy,
    );
    return taxonomy === 'category' ? [...usualCategories(account), ...own] : own;
  }

  addTerm(term: Omit<Term, 'id'>): Term {
    return this.#terms.put({ id: this.newId(), ...term });
  }

  /** Every post of an account that is not removed. */
  *postsOf(account: string): Generator<Post> {
    for (const post of this.sandboxState.posts.all()) {
      if (post.platform === 'wordpress' && post.account === account && post.deletedAt === null) yield post;
    }
  }

  /** @throws Refusal for an id that the site does not have */
  post({ account, path }: Admitted): Post {
    const post = this.sandboxState.posts.get('wordpress', path.id ?? '');
    if (post?.account === account.id) return post;
    throw refuse(404, 'rest_post_invalid_id', 'ID de publication invalide.');
  }

  /** The slug itself, or with the first number that is free: a second post of a slug is no error. */
  freeSlug(account: string, slug: string, own?: Post): string {
    const taken = new Set(
      [...this.postsOf(account)].filter((post) => post !== own).map((post) => slugOf(post)),
    );
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? slug : `${slug}-${number}`;
      if (!taken.has(candidate)) return candidate;
    }
  }
}

export const detailsOf = (post: Post): PostDetails => post.details as unknown as PostDetails;
const slugOf = (post: Post): string => detailsOf(post).slug;

const usualCategories = (account: string): Term[] =>
  [
    { id: FIRST_CATEGORY, name: 'Non class&eacute;', parent: '0' },
    { id: '2', name: 'Solutions', parent: '0' },
    { id: '3', name: 'Logement &amp; emploi', parent: '2' },
  ].map((term) => ({ ...term, account, taxonomy: 'category' }));
