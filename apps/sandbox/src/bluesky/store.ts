import type { Account } from '../core/accounts.js';
import { type Admitted, Refusal } from '../core/exchange.js';
import type { Comment, Post } from '../core/posts.js';
import type { SandboxState } from '../core/sandbox-state.js';
import type { Table } from '../core/table.js';
import { didOf } from './ids.js';
import { blueskyError, blueskyNetwork, limitHeaders, limitReached } from './network.js';
import { BLUESKY_SETTINGS } from './settings.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A file that was uploaded; records name it by its content id. */
export interface StoredBlob {
  /** Owner and content id. */
  key: string;
  account: string;
  cid: string;
  mediaId: string;
  mimeType: string;
  size: number;
  uploadedAt: number;
  /** A record names it. */
  used: boolean;
}

/** A record of a repository; posts and replies are kept as the sandbox’s posts and comments too. */
export interface StoredRecord {
  /** Owner, collection and key. */
  key: string;
  account: string;
  collection: string;
  rkey: string;
  cid: string;
  value: Record<string, unknown>;
  deleted: boolean;
}

/** A refresh token that was used, with what it gave. */
export interface UsedToken {
  token: string;
  account: string;
  access: string;
  refresh: string;
  usedAt: number;
}

/** A video that the service processes. */
export interface Job {
  id: string;
  account: string;
  cid: string;
  startedAt: number;
  failure: string | null;
}

export const recordKey = (account: string, collection: string, rkey: string): string =>
  `${account}/${collection}/${rkey}`;

/** Bluesky’s state. */
export class Bluesky {
  readonly network;
  readonly blobs: Table<StoredBlob>;
  readonly records: Table<StoredRecord>;
  readonly usedTokens: Table<UsedToken>;
  readonly jobs: Table<Job>;
  /** Tokens for the video service; lost when the sandbox restarts. */
  readonly serviceTokens = new Map<string, { account: string; lxm: string; aud: string; endsAt: number }>();

  constructor(readonly sandboxState: SandboxState) {
    this.network = blueskyNetwork(sandboxState);
    this.blobs = sandboxState.table<StoredBlob>('bluesky.blobs', ({ key }) => key);
    this.records = sandboxState.table<StoredRecord>('bluesky.records', ({ key }) => key);
    this.usedTokens = sandboxState.table<UsedToken>('bluesky.usedTokens', ({ token }) => token);
    this.jobs = sandboxState.table<Job>('bluesky.jobs', ({ id }) => id);
  }

  get settings() {
    return this.sandboxState.settings.of('bluesky', BLUESKY_SETTINGS);
  }

  /** The account that a request names by its DID or its handle. */
  accountOf(repo: string): Account | undefined {
    return this.sandboxState.accounts
      .list('bluesky')
      .find(({ id, handle }) => didOf(id) === repo || handle === repo);
  }

  /** The repository that is written, which must be the session’s own. */
  ownRepo(call: Admitted): Account {
    const repo = call.params.get('repo') ?? '';
    if (this.accountOf(repo)?.id !== call.account.id) {
      throw blueskyError(403, 'AccountNotFound', `Account not found: ${repo}`);
    }
    return call.account;
  }

  /** Counts the points of a write, or refuses it. @returns the headers that tell of the limit */
  spend(call: Admitted, points: number): Record<string, string> {
    const { pointsPerHour, pointsPerDay } = this.settings.quotas;
    const now = call.arrivedAt;
    for (const [most, window] of [
      [pointsPerHour, HOUR],
      [pointsPerDay, DAY],
    ] as const) {
      const spent = this.#points(call.account, window);
      if (most > 0 && spent.count(now) + points > most) {
        throw new Refusal(limitReached(limitHeaders(most, 0, now + window, window / 1_000)));
      }
    }
    for (const window of [HOUR, DAY]) {
      for (let point = 0; point < points; point++) this.#points(call.account, window).add(now);
    }
    const left = pointsPerHour - this.#points(call.account, HOUR).count(now);
    return pointsPerHour > 0 ? limitHeaders(pointsPerHour, left, now + HOUR, HOUR / 1_000) : {};
  }

  #points({ id }: Account, window: number) {
    return this.sandboxState.counters.of(`bluesky:points:${window}:${id}`, window);
  }

  post(rkey: string): Post | undefined {
    return this.sandboxState.posts.get('bluesky', rkey);
  }

  comment(rkey: string): Comment | undefined {
    return this.sandboxState.posts.getComment('bluesky', rkey);
  }
}
