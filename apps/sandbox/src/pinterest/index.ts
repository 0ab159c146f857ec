import { Router } from 'express';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { FIRST_BOARD } from './boards.js';
import * as lists from './lists.js';
import { mediaStatus, receive, register, uploadOf } from './media.js';
import { byRefreshToken, token } from './oauth.js';
import { createPin, deletePin } from './pins.js';
import { PINTEREST_SETTINGS } from './settings.js';
import { Pinterest } from './store.js';

type Action = (pinterest: Pinterest, call: Admitted) => Reply | Promise<Reply>;

function router(sandboxState: SandboxState): Router {
  const pinterest = new Pinterest(sandboxState);
  const { network } = pinterest;
  const router = Router();
  const route = (operation: string, action: Action) =>
    endpoint({ sandboxState, network, operation }, (call) => action(pinterest, call));
  const uploader = (call: Call) =>
    sandboxState.accounts.get('pinterest', uploadOf(pinterest, call)?.account ?? '') ?? null;

  router.get('/v5/user_account', route('account', lists.readAccount));
  router.get('/v5/boards', route('boards', lists.listBoards));
  router.get('/v5/boards/:board', route('boards', lists.readBoard));
  router.get('/v5/boards/:board/sections', route('sections', lists.listSections));
  router.get('/v5/boards/:board/pins', route('list', lists.listPins));
  router.get('/v5/boards/:board/sections/:section/pins', route('list', lists.listPins));
  router.post('/v5/pins', route('pins', createPin));
  router.get('/v5/pins/:pin', route('list', lists.readPin));
  router.delete('/v5/pins/:pin', route('delete', deletePin));
  router.post('/v5/media', route('register', register));
  router.get('/v5/media/:media', route('mediaStatus', mediaStatus));
  router.post(
    '/upload',
    openEndpoint({ sandboxState, network, operation: 'upload' }, uploader, (call) =>
      receive(pinterest, call),
    ),
  );
  router.post(
    '/v5/oauth/token',
    openEndpoint({ sandboxState, network, operation: 'token' }, byRefreshToken(sandboxState), (call) =>
      token(sandboxState, call),
    ),
  );
  return router;
}

/** Pinterest's API, under `/pinterest/v5`. */
export const pinterest: SandboxPlatform = {
  router,
  calls: {
    all: [
      'boards',
      'sections',
      'register',
      'upload',
      'mediaStatus',
      'pins',
      'list',
      'account',
      'delete',
      'token',
    ],
    met: ['boards', 'pins'],
    visible: 'pins',
    readBack: 'list',
    account: 'account',
  },
  newAccountId: () => decimalId('549'),
  remoteIdOf: (id) => id,
  elsewhere: { '/upload': 'https://pinterest-media-upload.s3-accelerate.amazonaws.com/' },
  consent: { path: '/oauth/', several: false },
  tokenPrefix: 'pina_',
  rotates: true,
  countsApplication: true,
  listed: { board: FIRST_BOARD },
  settings: PINTEREST_SETTINGS,
  past: ({ digits, video }) => {
    const id = `102${digits(15)}`;
    const details = { board: FIRST_BOARD, kind: video ? 'video' : 'image' };
    return { id, url: `https://www.pinterest.com/pin/${id}/`, details };
  },
  errorShapes: (_code, text) => [{ code: 1, message: text, status: 'failure' }],
  mark: 'pi',
};
