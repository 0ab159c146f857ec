import { Router } from 'express';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { creatorInfo, initVideo } from './init.js';
import { byRefreshToken, revoke, token } from './oauth.js';
import * as reads from './reads.js';
import { TikTok } from './store.js';
import { receiveChunk, taskOf } from './upload.js';
import { TIKTOK_SETTINGS } from './settings.js';

type Action = (tiktok: TikTok, call: Admitted) => Reply | Promise<Reply>;

function router(sandboxState: SandboxState): Router {
  const tiktok = new TikTok(sandboxState);
  const { network } = tiktok;
  const router = Router();
  const route = (operation: string, action: Action) =>
    endpoint({ sandboxState, network, operation }, (call) => action(tiktok, call));
  const uploader = (call: Call) =>
    sandboxState.accounts.get('tiktok', taskOf(tiktok, call)?.account ?? '') ?? null;

  router.post('/v2/post/publish/creator_info/query', route('creatorInfo', creatorInfo));
  router.post('/v2/post/publish/video/init', route('init', initVideo));
  router.post('/v2/post/publish/status/fetch', route('status', reads.fetchStatus));
  router.post('/v2/post/publish/cancel', route('cancel', reads.cancel));
  router.post('/v2/video/list', route('list', reads.listVideos));
  router.get('/v2/user/info', route('account', reads.userInfo));
  router.put(
    '/upload',
    openEndpoint({ sandboxState, network, operation: 'upload' }, uploader, (call) =>
      receiveChunk(tiktok, call),
    ),
  );
  router.post(
    '/v2/oauth/revoke',
    openEndpoint(
      { sandboxState, network, operation: 'token' },
      () => null,
      (call) => revoke(sandboxState, call),
    ),
  );
  router.post(
    '/v2/oauth/token',
    openEndpoint({ sandboxState, network, operation: 'token' }, byRefreshToken(sandboxState), (call) =>
      token(sandboxState, call),
    ),
  );
  return router;
}

/** TikTok's Content Posting and Display APIs, under `/tiktok/v2`. */
export const tiktok: SandboxPlatform = {
  router,
  calls: {
    all: ['creatorInfo', 'init', 'upload', 'status', 'list', 'cancel', 'account', 'token'],
    met: ['creatorInfo', 'init', 'upload', 'status'],
    visible: 'upload',
    visibleIsBare: true,
    readBack: 'status',
    account: 'account',
  },
  newAccountId: () => decimalId('7'),
  remoteIdOf: (id) => id,
  elsewhere: { '/upload': 'https://open-upload.tiktokapis.com/video' },
  consent: { path: '/v2/auth/authorize/', several: false, partial: true },
  tokenPrefix: 'act.',
  rotates: true,
  countsApplication: false,
  settings: TIKTOK_SETTINGS,
  past: ({ account, digits }) => {
    const id = `7${digits(18)}`;
    const details = { privacy: 'PUBLIC_TO_EVERYONE' };
    return { id, url: `https://www.tiktok.com/@${account.handle}/video/${id}`, details };
  },
  errorShapes: (code, text) => [{ error: { code, message: text, log_id: text } }],
  mark: 'tt',
};
