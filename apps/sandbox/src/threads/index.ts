import { Router } from 'express';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { Params } from '../core/params.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { graphErrorShapes } from '../graph/errors.js';
import { longToken, shortToken } from '../graph/oauth.js';
import { createContainer } from './containers.js';
import * as nodes from './nodes.js';
import { publish, publishingLimit } from './publish.js';
import { THREADS_SETTINGS } from './settings.js';
import { Threads } from './store.js';

type Action = (threads: Threads, call: Admitted) => Reply | Promise<Reply>;

function router(sandboxState: SandboxState): Router {
  const threads = new Threads(sandboxState);
  const { network } = threads;
  const router = Router();
  const route = (operation: string | ((params: Params) => string), action: Action) =>
    endpoint({ sandboxState, network, operation }, (call) => action(threads, call));
  const account = route('account', nodes.readNode);
  const container = route('containerStatus', nodes.readNode);
  const post = route('list', nodes.readNode);
  const makes = (params: Params): string =>
    params.get('reply_to_id') === undefined ? 'container' : 'comments';

  const open = (handler: (call: Call) => Reply) =>
    openEndpoint({ sandboxState, network, operation: 'account' }, () => null, handler);

  router.post(
    '/oauth/access_token',
    open((call) => shortToken(sandboxState, 'threads', call)),
  );
  router.get('/access_token', route('account', longToken));
  router.get('/refresh_access_token', route('account', nodes.refreshToken));
  router.post('/:version/:node/threads', route(makes, createContainer));
  router.get('/:version/:node/threads', route('list', nodes.listPosts));
  router.post('/:version/:node/threads_publish', route('publish', publish));
  router.get('/:version/:node/threads_publishing_limit', route('account', publishingLimit));
  router.get('/:version/:node/replies', route('list', nodes.listReplies));
  router.get('/:version/:node', (req, res, next) => {
    const id = String(req.params.node);
    if (id === 'me' || sandboxState.accounts.get('threads', id)) return account(req, res, next);
    return threads.containers.get(id) ? container(req, res, next) : post(req, res, next);
  });
  router.delete('/:version/:node', route('delete', nodes.deletePost));
  return router;
}

/** Threads, under `/threads/v1.0`. */
export const threads: SandboxPlatform = {
  router,
  calls: {
    all: ['container', 'containerStatus', 'publish', 'comments', 'list', 'account', 'delete'],
    met: ['container', 'containerStatus', 'publish', 'comments'],
    visible: 'publish',
    readBack: 'list',
    account: 'account',
  },
  newAccountId: () => decimalId('25'),
  remoteIdOf: (id) => id,
  consent: { path: '/oauth/authorize', several: false, suffix: '#_' },
  tokenPrefix: 'THAA',
  rotates: false,
  countsApplication: true,
  settings: THREADS_SETTINGS,
  past: ({ account, digits }) => {
    const id = `18${digits(15)}`;
    const shortcode = `D${BigInt(id).toString(36)}`;
    return {
      id,
      url: `https://www.threads.com/@${account.handle}/post/${shortcode}`,
      details: { shortcode },
    };
  },
  errorShapes: graphErrorShapes,
  mark: 'th',
};
