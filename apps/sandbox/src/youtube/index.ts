import { Router } from 'express';
import { endpoint, openEndpoint, type Admitted, type Call, type Reply } from '../core/exchange.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import * as lists from './lists.js';
import { errorBody } from './network.js';
import { byGivenToken, revoke, token } from './oauth.js';
import { YOUTUBE_SETTINGS } from './settings.js';
import { channelIdOf, newChannelId, PLAYLIST, VIDEO_IDS, YouTube } from './store.js';
import { beginSession, receive } from './upload.js';
import * as videos from './videos.js';

type Action = (youtube: YouTube, call: Admitted) => Reply | Promise<Reply>;

function router(sandboxState: SandboxState): Router {
  const youtube = new YouTube(sandboxState);
  const { network } = youtube;
  const router = Router();
  const route = (operation: string, action: Action) =>
    endpoint({ sandboxState, network, operation }, (call) => action(youtube, call));
  const open = (action: (state: SandboxState, call: Call) => Reply) =>
    openEndpoint({ sandboxState, network, operation: 'token' }, byGivenToken(sandboxState), (call) =>
      action(sandboxState, call),
    );

  router.post('/upload/youtube/v3/videos', route('session', beginSession));
  router.put('/upload/youtube/v3/videos', route('upload', receive));
  router.get('/youtube/v3/videos', route('video', videos.listVideos));
  router.put('/youtube/v3/videos', route('update', videos.updateVideo));
  router.delete('/youtube/v3/videos', route('delete', videos.deleteVideo));
  router.get('/youtube/v3/channels', route('account', lists.listChannels));
  router.get('/youtube/v3/playlists', route('list', lists.listPlaylists));
  router.get('/youtube/v3/playlistItems', route('list', lists.listItems));
  router.post('/youtube/v3/playlistItems', route('playlist', lists.insertItem));
  router.get('/youtube/v3/commentThreads', route('list', lists.listThreads));
  router.post('/youtube/v3/commentThreads', route('comments', lists.insertThread));
  router.post('/token', open(token));
  router.post('/revoke', open(revoke));
  return router;
}

/** YouTube's Data API under `/youtube/youtube/v3`, its uploads under `/youtube/upload/youtube/v3`. */
export const youtube: SandboxPlatform = {
  router,
  calls: {
    all: [
      'session',
      'upload',
      'video',
      'update',
      'delete',
      'account',
      'list',
      'playlist',
      'comments',
      'token',
    ],
    met: ['session', 'upload', 'video', 'update', 'comments'],
    visible: 'update',
    readBack: 'video',
    account: 'account',
  },
  newAccountId: newChannelId,
  remoteIdOf: channelIdOf,
  consent: { path: '/o/oauth2/v2/auth', several: false, partial: true },
  elsewhere: {
    '/token': 'https://oauth2.googleapis.com/token',
    '/revoke': 'https://oauth2.googleapis.com/revoke',
  },
  ids: VIDEO_IDS,
  tokenPrefix: 'ya29.',
  rotates: false,
  countsApplication: true,
  listed: { playlist: PLAYLIST },
  settings: YOUTUBE_SETTINGS,
  past: ({ digits }) => {
    const id = digits(11);
    return { id, url: `https://www.youtube.com/watch?v=${id}` };
  },
  errorShapes: (code, text) => [errorBody(400, code, text)],
  mark: 'yt',
};
