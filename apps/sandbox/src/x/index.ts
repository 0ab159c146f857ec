import { Router } from 'express';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { Params } from '../core/params.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import * as media from './media.js';
import * as oauth from './oauth.js';
import * as reads from './reads.js';
import { X_SETTINGS } from './settings.js';
import { X } from './store.js';
import { createTweet, deleteTweet } from './tweets.js';

type Action = (x: X, call: Admitted) => Reply | Promise<Reply>;

function router(sandboxState: SandboxState): Router {
  const x = new X(sandboxState);
  const { network } = x;
  const router = Router();
  const route = (operation: string | ((params: Params) => string), action: Action) =>
    endpoint({ sandboxState, network, operation }, (call) => action(x, call));
  const grant = (action: (sandboxState: SandboxState, call: Call) => Reply) =>
    openEndpoint({ sandboxState, network, operation: 'token' }, oauth.byTokens(sandboxState), (call) =>
      action(sandboxState, call),
    );
  const makes = (params: Params): string => (params.get('reply') === undefined ? 'posts' : 'comments');

  router.post('/2/oauth2/token', grant(oauth.token));
  router.post('/2/oauth2/revoke', grant(oauth.revoke));
  router.get('/2/users/me', route('account', reads.readMe));
  router.get('/2/users/:id/tweets', route('list', reads.listTweets));
  router.post('/2/tweets', route(makes, createTweet));
  router.get('/2/tweets/:id', route('read', reads.readTweet));
  router.delete('/2/tweets/:id', route('delete', deleteTweet));
  router.post('/2/media/upload', route('upload', media.uploadImage));
  router.get('/2/media/upload', route('uploadStatus', media.readStatus));
  router.post('/2/media/upload/initialize', route('initialize', media.initialize));
  router.post('/2/media/upload/:id/append', route('append', media.append));
  router.post('/2/media/upload/:id/finalize', route('finalize', media.finalize));
  router.post('/2/media/metadata', route('metadata', media.describe));
  return router;
}

/** X API v2, under `/x/2`. */
export const x: SandboxPlatform = {
  router,
  calls: {
    all: [
      'upload',
      'initialize',
      'append',
      'finalize',
      'uploadStatus',
      'metadata',
      'posts',
      'comments',
      'list',
      'read',
      'account',
      'delete',
      'token',
    ],
    met: ['upload', 'metadata', 'posts', 'comments'],
    visible: 'posts',
    readBack: 'list',
    account: 'account',
  },
  newAccountId: () => decimalId('19'),
  remoteIdOf: (id) => id,
  consent: { path: '/i/oauth2/authorize', several: false },
  tokenPrefix: 'AT',
  rotates: true,
  countsApplication: true,
  settings: X_SETTINGS,
  past: ({ account, digits }) => {
    const id = `1${digits(18)}`;
    return { id, url: `https://x.com/${account.handle}/status/${id}`, details: { said: id, keys: [] } };
  },
  errorShapes: (code, text) => [
    { title: text, detail: text, type: `https://api.x.com/2/problems/${code}`, status: 403 },
    { title: 'Forbidden', detail: text, type: 'about:blank', status: 403 },
    { errors: [{ code: 187, message: text }] },
  ],
  mark: 'x',
};
