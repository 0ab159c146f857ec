import type { Account } from '../core/accounts.js';
import { Refusal, type Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { denied, refuse } from './errors.js';
import { linkedinNetwork, urnOf, versionOf } from './network.js';
import { LINKEDIN_SETTINGS } from './settings.js';

/** An image or video being uploaded (Images API, Videos API). */
export interface Asset {
  urn: string;
  /** Last part of its URN, also in its upload address. */
  key: string;
  kind: 'image' | 'video';
  account: string;
  mediaId: string | null;
  /** Null until all bytes arrived. */
  readyAt: number | null;
  failed: boolean;
  createdAt: number;
  /** Parts of a video by number: stored file and ETag. */
  parts: ({ mediaId: string; etag: string } | null)[];
}

export type AssetStatus = 'WAITING_UPLOAD' | 'PROCESSING' | 'AVAILABLE' | 'PROCESSING_FAILED';

/** LinkedIn's state. */
export class LinkedIn {
  readonly network;
  readonly assets: Table<Asset>;
  /** Recent texts with author and media, for the duplicate detector. */
  readonly said = new Map<string, { at: number; urn: string }>();

  constructor(readonly sandboxState: SandboxState) {
    this.network = linkedinNetwork(sandboxState);
    this.assets = sandboxState.table<Asset>('linkedin.assets', (asset) => asset.urn);
    sandboxState.forgetOnReset(this.said);
    for (const post of sandboxState.posts.all()) {
      if (post.platform === 'linkedin') {
        this.said.set(String(post.details.said), { at: post.createdAt, urn: post.id });
      }
    }
  }

  get settings() {
    return this.sandboxState.settings.of('linkedin', LINKEDIN_SETTINGS);
  }

  /** The organisation in a body or query, which must be the token's own. */
  organisation(call: Admitted, urn: string, resource: string): Account {
    if (urn === urnOf(call.account.id)) return call.account;
    throw new Refusal(denied(`${resource}.${versionOf(call)}01`));
  }

  post(call: Admitted): Post {
    const urn = call.path.urn ?? '';
    const post = this.sandboxState.posts.get('linkedin', urn);
    if (!post) throw refuse(404, 'NOT_FOUND', `Could not find entity ${urn}`);
    return post;
  }

  statusOf(asset: Asset, now: number): AssetStatus {
    if (asset.failed) return 'PROCESSING_FAILED';
    if (asset.readyAt === null) return 'WAITING_UPLOAD';
    return now < asset.readyAt ? 'PROCESSING' : 'AVAILABLE';
  }
}
