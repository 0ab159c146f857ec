import type { Account } from '../core/accounts.js';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { graphError, graphErrorReply, notFound } from '../graph/errors.js';
import { graphNetwork } from '../graph/network.js';
import { THREADS_SETTINGS } from './settings.js';

export type ContainerKind = 'TEXT' | 'IMAGE' | 'VIDEO' | 'CAROUSEL';

/** A post being prepared (Threads API, publishing). */
export interface Container {
  id: string;
  account: string;
  kind: ContainerKind;
  text: string;
  link: string | null;
  altText: string;
  mediaId: string | null;
  children: string[];
  isChild: boolean;
  replyTo: string | null;
  replyControl: string;
  createdAt: number;
  /** Null until its media arrived; may be in the future. */
  readyAt: number | null;
  /** `error_message` once processing failed. */
  failure: string | null;
  /** Id of the published post, which differs from the container's. */
  publishedAs: string | null;
}

export type Status = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED';

const LIFE_MS = 86_400_000;

/** The state of Threads. */
export class Threads {
  readonly network;
  readonly containers: Table<Container>;

  constructor(readonly sandboxState: SandboxState) {
    this.containers = sandboxState.table<Container>('threads.containers', (container) => container.id);
    this.network = graphNetwork(sandboxState, {
      platform: 'threads',
      useCase: 'threads',
      limitCode: 613,
      settings: () => this.settings,
      duplicate: () =>
        graphErrorReply({ code: 4, subcode: 2207051, message: 'Application request limit reached' }),
    });
  }

  get settings() {
    return this.sandboxState.settings.of('threads', THREADS_SETTINGS);
  }

  /** The profile in the path, which must be the token's own. */
  user(call: Admitted): Account {
    const node = call.path.node ?? '';
    if (node !== 'me' && node !== call.account.id) throw notFound(node, call.req.method.toLowerCase());
    return call.account;
  }

  post(call: Admitted, id = call.path.node ?? ''): Post {
    const post = this.sandboxState.posts.get('threads', id);
    if (post?.account !== call.account.id) throw notFound(id, call.req.method.toLowerCase());
    return post;
  }

  container(call: Admitted, id: string): Container {
    const container = this.containers.get(id);
    if (container?.account === call.account.id) return container;
    throw missing();
  }

  /** A carousel is ready when all its children are, and fails with any of them. */
  statusOf(container: Container, now: number): Status {
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

/** What is not there, or not yet on this replica; the flag is wrong, as on the network. */
export const missing = () =>
  graphError({
    code: 24,
    subcode: 4279009,
    type: 'THApiException',
    transient: false,
    message: 'The requested resource does not exist',
    userTitle: 'Media Not Found',
    userMessage: 'The media with id {media-id} cannot be found.',
  });
