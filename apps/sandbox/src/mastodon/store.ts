import { randomInt } from 'node:crypto';
import type { Account } from '../core/accounts.js';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { SandboxState } from '../core/sandbox-state.js';
import type { Table } from '../core/table.js';
import { mastodonNetwork, notFound } from './network.js';
import { MASTODON_SETTINGS } from './settings.js';

/** The server that all accounts are on. */
export const SERVER = 'mastodon.example';
export const profileOf = (handle: string): string => `https://${SERVER}/@${handle}`;

/** An uploaded file; a status takes it once. */
export interface Attachment {
  id: string;
  account: string;
  mediaId: string;
  kind: 'image' | 'video';
  description: string;
  uploadedAt: number;
  readyAt: number;
  failed: boolean;
  status: string | null;
}

/** A status, which is a post of the sandbox or a comment. */
export interface Status {
  id: string;
  account: string;
  text: string;
  spoiler: string;
  visibility: string;
  language: string | null;
  sensitive: boolean;
  inReplyTo: string | null;
  media: string[];
  createdAt: number;
  deleted: boolean;
}

/** The status that a key gave; `key` has the account in it. */
export interface UsedKey {
  key: string;
  status: string;
  at: number;
}

/** An application that registered itself. */
export interface Application {
  id: string;
  secret: string;
}

/** The state of one server, under the address of Mastodon. */
export class Mastodon {
  readonly network;
  readonly attachments: Table<Attachment>;
  readonly statuses: Table<Status>;
  readonly keys: Table<UsedKey>;
  readonly applications: Table<Application>;
  #lastId = 0n;

  constructor(readonly sandboxState: SandboxState) {
    this.network = mastodonNetwork(sandboxState);
    this.attachments = sandboxState.table<Attachment>('mastodon.attachments', ({ id }) => id);
    this.statuses = sandboxState.table<Status>('mastodon.statuses', ({ id }) => id);
    this.keys = sandboxState.table<UsedKey>('mastodon.keys', ({ key }) => key);
    this.applications = sandboxState.table<Application>('mastodon.applications', ({ id }) => id);
  }

  get settings() {
    return this.sandboxState.settings.of('mastodon', MASTODON_SETTINGS);
  }

  /** Whether the server runs what knows the whole API. */
  get isWhole(): boolean {
    return this.settings.software === 'mastodon';
  }

  /** Ids are milliseconds with sixteen bits behind them: a later one is larger. */
  newId(now: number): string {
    const id = (BigInt(now) << 16n) + BigInt(randomInt(32_768));
    this.#lastId = id > this.#lastId ? id : this.#lastId + 1n;
    return this.#lastId.toString();
  }

  /** The account's own medium that no status has, as long as it is kept. */
  medium(account: string, id: string, now: number): Attachment | undefined {
    const medium = this.attachments.get(id);
    const kept = medium && now < medium.uploadedAt + this.settings.mediaLifeS * 1_000;
    return medium?.account === account && medium.status === null && kept ? medium : undefined;
  }

  /** A status that is there, also one of an account's past. */
  status(id: string): Status | undefined {
    const own = this.statuses.get(id);
    if (own) return own.deleted ? undefined : own;
    const past = this.sandboxState.posts.get('mastodon', id);
    return past && pastStatus(past);
  }

  /** The account's own status, once reads know it. @throws Refusal */
  ownStatus(call: Admitted): Status {
    const status = this.status(call.path.id ?? '');
    if (status?.account === call.account.id && this.isListed(status, call.arrivedAt)) return status;
    throw notFound();
  }

  isListed({ createdAt }: Status, now: number): boolean {
    return createdAt + this.settings.visibilityLagMs <= now;
  }

  /** Statuses and replies of an account, the newest first. */
  statusesOf({ id }: Account): Status[] {
    const own = [...this.statuses.values()].filter((status) => status.account === id);
    const known = new Set(own.map((status) => status.id));
    const visible = [...this.sandboxState.posts.visible({ platform: 'mastodon', account: id }, Infinity)];
    const past = visible.filter((post) => !known.has(post.id)).map(pastStatus);
    return [...own.filter(({ deleted }) => !deleted), ...past].sort((a, b) =>
      BigInt(a.id) < BigInt(b.id) ? 1 : -1,
    );
  }
}

const pastStatus = ({ id, account, text, createdAt }: Post): Status => ({
  ...{ id, account, text, createdAt, spoiler: '', visibility: 'public', language: null, sensitive: false },
  ...{ inReplyTo: null, media: [], deleted: false },
});
