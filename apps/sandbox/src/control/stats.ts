import type { Platform } from '#rules/platforms';
import { isoOf } from '../core/clock.js';
import type { SandboxState } from '../core/sandbox-state.js';

export interface AccountStats {
  platform: Platform;
  account: string;
  published: number;
  hidden: number;
  deleted: number;
  comments: number;
}

/** All posts of one account with the same text and number of media: more than one is a double publication. */
export interface PublicationStats {
  platform: Platform;
  account: string;
  text: string;
  link: string | null;
  count: number;
  ids: string[];
  firstArrivedAt: string;
}

export interface Stats {
  accounts: AccountStats[];
  publications: PublicationStats[];
}

/** Counts per account and per publication, for crash tests. Added history is not counted. */
export function readStats(sandboxState: SandboxState): Stats {
  const now = sandboxState.clock.now();
  const accounts = new Map<string, AccountStats>();
  const publications = new Map<string, PublicationStats>();
  for (const post of sandboxState.posts.all()) {
    if (post.details.history === true) continue;
    const { platform, account, text, link } = post;
    const key = `${platform}:${account}`;
    const stats = accounts.get(key) ?? {
      platform,
      account,
      published: 0,
      hidden: 0,
      deleted: 0,
      comments: 0,
    };
    accounts.set(key, stats);
    if (post.deletedAt !== null) {
      stats.deleted++;
      continue;
    }
    stats.comments += sandboxState.posts.commentsOf(platform, post.id).length;
    if (post.visibleAt === null || post.visibleAt > now) {
      stats.hidden++;
      continue;
    }
    stats.published++;
    const said = JSON.stringify([key, text, link, post.media.length]);
    const arrived = isoOf(post.arrivedAt);
    const same = publications.get(said) ?? {
      platform,
      account,
      text,
      link,
      count: 0,
      ids: [],
      firstArrivedAt: arrived,
    };
    publications.set(said, same);
    same.count++;
    same.ids.push(post.id);
    if (arrived < same.firstArrivedAt) same.firstArrivedAt = arrived;
  }
  return { accounts: [...accounts.values()], publications: [...publications.values()] };
}
