import { Router } from 'express';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import type { Account } from '../core/accounts.js';
import type { Params } from '../core/params.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { uploadBlob } from './blobs.js';
import { CIDS, didOf, keyOf, newDid } from './ids.js';
import { errorBody } from './network.js';
import * as records from './records.js';
import * as session from './session.js';
import { BLUESKY_SETTINGS } from './settings.js';
import { Bluesky } from './store.js';
import * as video from './video.js';

type Operation = string | ((params: Params) => string);

/** A reply is its own operation, although both are records. */
const written = (params: Params): string =>
  (params.get('record') ?? '').includes('"reply":') ? 'comments' : 'publish';
const asked = (params: Params): string =>
  params.get('collection') === 'app.bsky.actor.profile' ? 'profile' : 'record';

function router(sandboxState: SandboxState): Router {
  const bluesky = new Bluesky(sandboxState);
  const { network } = bluesky;
  const router = Router();
  const route = (operation: Operation, action: (of: Bluesky, call: Admitted) => Reply) =>
    endpoint({ sandboxState, network, operation }, (call) => action(bluesky, call));
  const open = (
    operation: Operation,
    locate: (call: Call) => Account | null,
    action: (of: Bluesky, call: Call) => Reply,
  ) => openEndpoint({ sandboxState, network, operation }, locate, (call) => action(bluesky, call));
  const byRepo = (call: Call): Account | null => bluesky.accountOf(call.params.get('repo') ?? '') ?? null;
  const byToken = (call: Call): Account | null => call.account;
  const byRefresh = session.byRefreshToken(bluesky);
  const byService = video.byServiceToken(bluesky);
  const method = (name: string): string => `/xrpc/${name}`;

  router.post(
    method('com.atproto.server.createSession'),
    open('signIn', session.byIdentifier(bluesky), session.createSession),
  );
  router.post(method('com.atproto.server.refreshSession'), open('token', byRefresh, session.refreshSession));
  router.post(method('com.atproto.server.deleteSession'), open('signOut', byRefresh, session.deleteSession));
  router.get(method('com.atproto.server.getSession'), route('account', session.getSession));
  router.get(method('com.atproto.identity.resolveHandle'), open('resolve', byToken, session.resolveHandle));
  router.post(method('com.atproto.repo.uploadBlob'), route('upload', uploadBlob));
  router.post(method('com.atproto.repo.putRecord'), route(written, records.putRecord));
  router.post(method('com.atproto.repo.createRecord'), route(written, records.createRecord));
  router.post(method('com.atproto.repo.deleteRecord'), route('delete', records.deleteRecord));
  router.get(method('com.atproto.repo.getRecord'), open(asked, byRepo, records.getRecord));
  router.get(method('com.atproto.repo.listRecords'), open('list', byRepo, records.listRecords));
  router.get(method('com.atproto.server.getServiceAuth'), route('serviceAuth', video.getServiceAuth));
  router.get(method('app.bsky.video.getUploadLimits'), open('limits', byService, video.getUploadLimits));
  router.post(method('app.bsky.video.uploadVideo'), open('video', byService, video.uploadVideo));
  router.get(method('app.bsky.video.getJobStatus'), open('job', byToken, video.getJobStatus));
  return router;
}

/** A server of the AT Protocol and the video service, both under `/bluesky/xrpc`. */
export const bluesky: SandboxPlatform = {
  router,
  calls: {
    all: [
      'signIn',
      'token',
      'signOut',
      'account',
      'profile',
      'resolve',
      'upload',
      'serviceAuth',
      'limits',
      'video',
      'job',
      'publish',
      'comments',
      'record',
      'list',
      'delete',
    ],
    met: ['account', 'publish', 'comments'],
    visible: 'publish',
    readBack: 'record',
    account: 'account',
  },
  newAccountId: newDid,
  remoteIdOf: didOf,
  elsewhere: {
    '/xrpc/app.bsky.video.': 'https://video.bsky.app/xrpc/app.bsky.video.',
  },
  // Content ids, and the end of a token for another service.
  ids: new RegExp(`${CIDS.source}|(?<="exp":")\\d{10}(?=")`, 'g'),
  tokenPrefix: session.TOKEN_PREFIX,
  rotates: true,
  countsApplication: true,
  settings: BLUESKY_SETTINGS,
  past: ({ account, digits }) => {
    const id = keyOf(digits(12));
    return { id, url: `https://bsky.app/profile/${didOf(account.id)}/post/${id}` };
  },
  errorShapes: (code, text) => [errorBody(code, text)],
  mark: 'bs',
};
