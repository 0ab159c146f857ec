import type { Account } from '../core/accounts.js';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { type ContainerStatus, type GraphContainer, statusOf } from '../graph/containers.js';
import { graphError, graphErrorReply, notFound } from '../graph/errors.js';
import { graphNetwork } from '../graph/network.js';
import { THREADS_SETTINGS } from './settings.js';

export type ContainerKind = 'TEXT' | 'IMAGE' | 'VIDEO' | 'CAROUSEL';

/** A post being prepared (Threads API, publishing). */
export interface Container extends GraphContainer {
  account: string;
  kind: ContainerKind;
  text: string;
  link: string | null;
  isChild: boolean;
  replyTo: string | null;
  replyControl: string;
  /** `error_message` once processing failed. */
  failure: string | null;
}

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

  statusOf(container: Container, now: number): ContainerStatus {
    return statusOf(this.containers, container, now);
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
