import { Router } from 'express';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { graphErrorShapes } from '../graph/errors.js';
import { longToken, shortToken } from '../graph/oauth.js';
import { createContainer } from './containers.js';
import * as nodes from './nodes.js';
import { publish, publishingLimit } from './publish.js';
import { receive } from './rupload.js';
import { Instagram } from './store.js';
import { INSTAGRAM_SETTINGS } from './settings.js';

type Action = (instagram: Instagram, call: Admitted) => Reply | Promise<Reply>;

function router(sandboxState: SandboxState): Router {
  const instagram = new Instagram(sandboxState);
  const { network } = instagram;
  const router = Router();
  const route = (operation: string, action: Action) =>
    endpoint({ sandboxState, network, operation }, (call) => action(instagram, call));
  const account = route('account', nodes.readNode);
  const container = route('containerStatus', nodes.readNode);
  const media = route('list', nodes.readNode);

  const open = (handler: (call: Call) => Reply) =>
    openEndpoint({ sandboxState, network, operation: 'account' }, () => null, handler);

  router.post(
    '/oauth/access_token',
    open((call) => shortToken(sandboxState, 'instagram', call)),
  );
  router.get('/access_token', route('account', longToken));
  router.get('/refresh_access_token', route('account', nodes.refreshToken));
  router.post('/rupload/ig-api-upload/:version/:node', route('upload', receive));
  router.post('/:version/:node/media', route('container', createContainer));
  router.get('/:version/:node/media', route('list', nodes.listMedia));
  router.get('/:version/:node/stories', route('list', nodes.listStories));
  router.post('/:version/:node/media_publish', route('publish', publish));
  router.get('/:version/:node/content_publishing_limit', route('account', publishingLimit));
  router.post('/:version/:node/comments', route('comments', nodes.createComment));
  router.get('/:version/:node/comments', route('list', nodes.listComments));
  router.get('/:version/:node', (req, res, next) => {
    const id = String(req.params.node);
    if (id === 'me' || sandboxState.accounts.get('instagram', id)) return account(req, res, next);
    return instagram.containers.get(id) ? container(req, res, next) : media(req, res, next);
  });
  router.delete('/:version/:node', route('delete', nodes.deleteMedia));
  return router;
}

/** Instagram content publishing, under `/instagram/<version>`; same paths with either login. */
export const instagram: SandboxPlatform = {
  router,
  calls: {
    all: ['container', 'upload', 'containerStatus', 'publish', 'comments', 'list', 'account', 'delete'],
    met: ['container', 'containerStatus', 'publish', 'comments'],
    visible: 'publish',
    readBack: 'list',
    account: 'account',
  },
  newAccountId: () => decimalId('178'),
  remoteIdOf: (id) => id,
  elsewhere: { '/rupload': 'https://rupload.facebook.com' },
  consent: { path: '/oauth/authorize', several: false, partial: true, suffix: '#_' },
  tokenPrefix: 'IGAA',
  rotates: false,
  countsApplication: true,
  settings: INSTAGRAM_SETTINGS,
  past: ({ digits, video }) => {
    const id = `18${digits(15)}`;
    const shortcode = `H${BigInt(id).toString(36)}`;
    const details = { kind: video ? 'REELS' : 'FEED', shortcode };
    return { id, url: `https://www.instagram.com/${video ? 'reel' : 'p'}/${shortcode}/`, details };
  },
  errorShapes: graphErrorShapes,
  mark: 'ig',
};
