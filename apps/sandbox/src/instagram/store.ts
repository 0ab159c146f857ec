import type { Account } from '../core/accounts.js';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { graphError, graphErrorReply, notFound } from '../graph/errors.js';
import { graphNetwork } from '../graph/network.js';
import { INSTAGRAM_SETTINGS } from './settings.js';

export type ContainerKind = 'IMAGE' | 'VIDEO' | 'REELS' | 'STORIES' | 'CAROUSEL';

/** A post being prepared (Instagram Platform, IG Container). */
export interface Container {
  id: string;
  account: string;
  kind: ContainerKind;
  caption: string;
  altText: string;
  mediaId: string | null;
  children: string[];
  isChild: boolean;
  createdAt: number;
  /** Null until its media arrived; may be in the future. */
  readyAt: number | null;
  /** Error number in `status` once processing failed. */
  failure: number | null;
  /** Id of the published media, which differs from the container's. */
  publishedAs: string | null;
  /** Bytes received by a resumable upload. */
  parts: string[];
  received: number;
}

export type StatusCode = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED';

const LIFE_MS = 86_400_000;

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

  /** A carousel is ready when all its children are, and fails with any of them. */
  statusOf(container: Container, now: number): StatusCode {
    if (container.publishedAs !== null) return 'PUBLISHED';
    if (now - container.createdAt > LIFE_MS) return 'EXPIRED';
    if (container.failure !== null) return 'ERROR';
    const children = container.children.map((id) => this.containers.get(id));
    const states = children.map((child) => (child ? this.statusOf(child, now) : 'ERROR'));
    if (states.includes('ERROR') || states.includes('EXPIRED')) return 'ERROR';
    if (container.readyAt === null || now < container.readyAt || states.includes('IN_PROGRESS')) {
      return 'IN_PROGRESS';
    }
    return 'FINISHED';
  }
}
