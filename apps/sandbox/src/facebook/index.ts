import { Router } from 'express';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import type { Params } from '../core/params.js';
import { decimalId } from '../core/ids.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { graphErrorShapes } from '../graph/errors.js';
import { createPost } from './feed.js';
import * as nodes from './nodes.js';
import * as oauth from './oauth.js';
import { createPhoto } from './photos.js';
import { receive, reels } from './reels.js';
import { listStories, photoStory, videoStory } from './stories.js';
import { Facebook } from './store.js';
import { videos } from './videos.js';
import { FACEBOOK_SETTINGS } from './settings.js';

type Action = (facebook: Facebook, call: Admitted) => Reply | Promise<Reply>;

function router(sandboxState: SandboxState): Router {
  const facebook = new Facebook(sandboxState);
  const router = Router();
  const route = (operation: string | ((params: Params) => string), action: Action) =>
    endpoint({ sandboxState, network: facebook.network, operation }, (call) => action(facebook, call));
  const reveals = (params: Params): string => (params.get('is_published') === 'true' ? 'reveal' : 'edit');

  const open = (handler: (call: Call) => Reply) =>
    openEndpoint({ sandboxState, network: facebook.network, operation: 'read' }, () => null, handler);

  router.post(
    '/:version/oauth/access_token',
    open((call) => oauth.token(facebook, call)),
  );
  router.get('/:version/me/permissions', route('read', oauth.permissions));
  router.get('/:version/me/accounts', route('read', nodes.listPages));
  router.get('/:version/me/businesses', route('read', nodes.listPortfolios));
  for (const edge of ['owned_pages', 'client_pages']) {
    router.get(
      `/:version/:node/${edge}`,
      route('read', (of, call) => nodes.listPortfolioPages(of, call, edge === 'owned_pages')),
    );
  }
  router.get('/:version/debug_token', route('read', nodes.debugToken));
  router.post('/video-upload/:version/:node', route('upload', receive));
  router.post('/:version/:node/video_reels', route('reels', reels));
  router.post('/:version/:node/videos', route('videos', videos));
  router.post('/:version/:node/photo_stories', route('stories', photoStory));
  router.post('/:version/:node/video_stories', route('stories', videoStory));
  router.get('/:version/:node/stories', route('read', listStories));
  router.post('/:version/:node/feed', route('feed', createPost));
  router.post('/:version/:node/photos', route('photos', createPhoto));
  router.post('/:version/:node/comments', route('comments', nodes.createComment));
  router.get('/:version/:node/comments', route('read', nodes.listComments));
  for (const list of ['published_posts', 'posts', 'feed']) {
    router.get(`/:version/:node/${list}`, route('read', nodes.listPosts));
  }
  router.get('/:version/:node', route('read', nodes.readNode));
  router.post('/:version/:node', route(reveals, nodes.updateNode));
  router.delete('/:version/:node', route('delete', nodes.deleteNode));
  return router;
}

/** Facebook Pages on the Graph API, under `/facebook/<version>`. */
export const facebook: SandboxPlatform = {
  router,
  calls: {
    all: [
      'feed',
      'photos',
      'reels',
      'videos',
      'stories',
      'upload',
      'reveal',
      'comments',
      'read',
      'edit',
      'delete',
    ],
    met: ['photos', 'feed', 'reveal', 'comments'],
    visible: 'reveal',
    visibleVideo: 'reels',
    readBack: 'read',
    account: 'read',
  },
  newAccountId: () => decimalId('61'),
  remoteIdOf: (id) => id,
  consent: { path: '/:version/dialog/oauth', several: true, partial: true, suffix: '#_=_' },
  elsewhere: { '/video-upload': 'https://rupload.facebook.com/video-upload' },
  tokenPrefix: 'EAA',
  rotates: false,
  countsApplication: true,
  settings: FACEBOOK_SETTINGS,
  past: ({ account, digits, video }) => {
    const id = video ? `12${digits(15)}` : `${account.id}_12${digits(15)}`;
    return { id, url: `https://www.facebook.com/${video ? 'reel/' : ''}${id}` };
  },
  errorShapes: graphErrorShapes,
  mark: 'f',
};
