import { Refusal, type Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { SandboxState } from '../core/sandbox-state.js';
import type { Table } from '../core/table.js';
import { missing } from './errors.js';
import { xNetwork } from './network.js';
import { X_SETTINGS } from './settings.js';

/** An uploaded image, or a video that is being uploaded (X API v2, media). */
export interface Medium {
  id: string;
  /** Its kind and its id: the name under which lists of posts have it. */
  key: string;
  kind: 'image' | 'video';
  account: string;
  mediaId: string | null;
  /** Announced size of a video, bytes. */
  size: number;
  /** Stored chunks of a video by their index. */
  segments: (string | null)[];
  /** Null until it is complete. */
  completeAt: number | null;
  readyAt: number | null;
  failed: boolean;
  altText: string;
}

/** A complete medium can be posted for a day. */
const LIFE_MS = 86_400_000;

/** The state of X. */
export class X {
  readonly network;
  readonly media: Table<Medium>;
  /** Recent posts by what they say, for the detector of duplicates: it forgets none that was deleted. */
  readonly said = new Map<string, number>();
  /** Credits that were spent, thousandths of a dollar. */
  spent = 0;

  constructor(readonly sandboxState: SandboxState) {
    this.network = xNetwork(sandboxState);
    this.media = sandboxState.table<Medium>('x.media', (medium) => medium.id);
    sandboxState.forgetOnReset(this.said);
    sandboxState.forgetOnReset({ clear: () => void (this.spent = 0) });
    for (const post of sandboxState.posts.all()) {
      if (post.platform === 'x') this.said.set(String(post.details.said), post.createdAt);
    }
  }

  get settings() {
    return this.sandboxState.settings.of('x', X_SETTINGS);
  }

  /** The account's own post. @throws Refusal */
  post(call: Admitted, id: string): Post {
    const post = this.sandboxState.posts.get('x', id);
    if (post?.account === call.account.id) return post;
    throw new Refusal(missing(id, this.settings.missingIn200));
  }

  /** The account's own medium, complete or not; undefined for any other. */
  medium(call: Admitted, id: string): Medium | undefined {
    const medium = this.media.get(id);
    return medium?.account === call.account.id ? medium : undefined;
  }

  /** Whether a post may have the medium now. */
  isUsable({ completeAt, readyAt, failed }: Medium, now: number): boolean {
    return completeAt !== null && !failed && now >= (readyAt ?? Infinity) && now - completeAt < LIFE_MS;
  }
}
