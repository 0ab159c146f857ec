import { Router } from 'express';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { Params } from '../core/params.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { readMedium, upload } from './media.js';
import { errorBody } from './network.js';
import * as oauth from './oauth.js';
import * as reads from './reads.js';
import { MASTODON_SETTINGS } from './settings.js';
import { createStatus, deleteStatus } from './statuses.js';
import { Mastodon, profileOf, SERVER } from './store.js';

/** A reply is its own operation, although both are statuses. */
const written = (params: Params): string =>
  params.get('in_reply_to_id') === undefined ? 'publish' : 'comments';

function router(sandboxState: SandboxState): Router {
  const mastodon = new Mastodon(sandboxState);
  const { network } = mastodon;
  const router = Router();
  const route = (
    operation: string | ((params: Params) => string),
    action: (mastodon: Mastodon, call: Admitted) => Reply,
  ) => endpoint({ sandboxState, network, operation }, (call) => action(mastodon, call));
  const open = (operation: string, action: (mastodon: Mastodon, call: Call) => Reply) =>
    openEndpoint({ sandboxState, network, operation }, oauth.byToken(mastodon), (call) =>
      action(mastodon, call),
    );
  const instance = (version: 'v1' | 'v2') =>
    openEndpoint(
      { sandboxState, network, operation: 'instance' },
      ({ account }) => account,
      () => reads.readInstance(mastodon, version),
    );

  router.post('/api/v1/apps', open('apps', oauth.register));
  router.post('/oauth/token', open('token', oauth.token));
  router.post('/oauth/revoke', open('revoke', oauth.revoke));
  router.get('/api/v1/instance', instance('v1'));
  router.get('/api/v2/instance', instance('v2'));
  router.get('/api/v1/accounts/verify_credentials', route('account', reads.readAccount));
  router.get('/api/v1/accounts/:id/statuses', route('list', reads.listStatuses));
  router.post(
    '/api/v1/media',
    route('upload', (state, call) => upload(state, call, 'v1')),
  );
  router.post(
    '/api/v2/media',
    route('upload', (state, call) => upload(state, call, 'v2')),
  );
  router.get('/api/v1/media/:id', route('mediaStatus', readMedium));
  router.post('/api/v1/statuses', route(written, createStatus));
  router.get('/api/v1/statuses/:id/source', route('source', reads.readSource));
  router.get('/api/v1/statuses/:id/context', route('list', reads.readContext));
  router.get('/api/v1/statuses/:id', route('read', reads.readStatus));
  router.delete('/api/v1/statuses/:id', route('delete', deleteStatus));
  return router;
}

/** One server with all accounts, under `/mastodon`. */
export const mastodon: SandboxPlatform = {
  router,
  calls: {
    all: [
      'apps',
      'token',
      'revoke',
      'instance',
      'account',
      'upload',
      'mediaStatus',
      'publish',
      'comments',
      'list',
      'source',
      'read',
      'delete',
    ],
    met: ['account', 'publish', 'comments'],
    visible: 'publish',
    readBack: 'list',
    account: 'account',
  },
  newAccountId: () => decimalId('109'),
  remoteIdOf: (id) => `${id}@${SERVER}`,
  consent: { path: '/oauth/authorize', several: false },
  tokenPrefix: 'mt-',
  rotates: false,
  countsApplication: false,
  settings: MASTODON_SETTINGS,
  past: ({ account, digits }) => {
    const id = `10${digits(16)}`;
    return { id, url: `${profileOf(account.handle)}/${id}` };
  },
  errorShapes: (_code, text) => [errorBody(text)],
  mark: 'ma',
};
