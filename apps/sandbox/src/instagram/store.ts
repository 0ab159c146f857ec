import type { Account } from '../core/accounts.js';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { type ContainerStatus, type GraphContainer, statusOf } from '../graph/containers.js';
import { graphError, graphErrorReply, notFound } from '../graph/errors.js';
import { graphNetwork } from '../graph/network.js';
import type { Named } from './named.js';
import { INSTAGRAM_SETTINGS } from './settings.js';

export type ContainerKind = 'IMAGE' | 'VIDEO' | 'REELS' | 'STORIES' | 'CAROUSEL';

/** A post being prepared (Instagram Platform, IG Container). */
export interface Container extends GraphContainer {
  account: string;
  kind: ContainerKind;
  caption: string;
  isChild: boolean;
  named: Named;
  /** Error number in `status` once processing failed. */
  failure: number | null;
  /** Bytes received by a resumable upload. */
  parts: string[];
  received: number;
}

/** Instagram's state. */
export class Instagram {
  readonly network;
  readonly containers: Table<Container>;

  constructor(readonly sandboxState: SandboxState) {
    this.containers = sandboxState.table<Container>('instagram.containers', (container) => container.id);
    this.network = graphNetwork(sandboxState, {
      platform: 'instagram',
      useCase: 'instagram',
      limitCode: 80002,
      settings: () => this.settings,
      duplicate: () =>
        graphErrorReply({ code: 4, subcode: 2207051, message: 'Application request limit reached' }),
    });
  }

  get settings() {
    return this.sandboxState.settings.of('instagram', INSTAGRAM_SETTINGS);
  }

  /** The professional account in the path, which must be the token's own. */
  user(call: Admitted): Account {
    const node = call.path.node ?? '';
    if (node !== 'me' && node !== call.account.id) throw notFound(node, call.req.method.toLowerCase());
    return call.account;
  }

  media(call: Admitted): Post {
    const id = call.path.node ?? '';
    const post = this.sandboxState.posts.get('instagram', id);
    if (post?.account !== call.account.id) throw notFound(id, call.req.method.toLowerCase());
    return post;
  }

  container(call: Admitted, id: string): Container {
    const container = this.containers.get(id);
    if (container?.account !== call.account.id) {
      throw graphError({
        code: 24,
        subcode: 2207006,
        message: 'The requested resource does not exist',
        userTitle: 'Media Not Found',
        userMessage: 'The media with id {media-id} does not exist or you lack the permission.',
      });
    }
    return container;
  }

  statusOf(container: Container, now: number): ContainerStatus {
    return statusOf(this.containers, container, now);
  }
}
