import { Router } from 'express';
import { type Admitted, endpoint, openEndpoint, type Reply } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import * as lists from './lists.js';
import { changePost, createPost, deletePost, upload } from './posts.js';
import { GHOST_SETTINGS } from './settings.js';
import { Ghost, siteOf } from './store.js';

/** The sandbox's own prefix is the one of Ghost's administration. */
const API = '/api/admin';

function router(sandboxState: SandboxState): Router {
  const ghost = new Ghost(sandboxState);
  const { network } = ghost;
  const router = Router({ strict: true });
  const route = (operation: string, action: (ghost: Ghost, call: Admitted) => Reply) =>
    endpoint({ sandboxState, network, operation }, (call) => action(ghost, call));

  router.get(
    `${API}/site/`,
    openEndpoint(
      { sandboxState, network, operation: 'site' },
      ({ account }) => account,
      (call) => lists.readSite(ghost, call),
    ),
  );
  router.post(`${API}/images/upload/`, route('upload', upload));
  router.get(
    `${API}/posts/`,
    endpoint(
      // What only tries a key is no reading of posts.
      { sandboxState, network, operation: (params) => (params.get('limit') === '1' ? 'account' : 'list') },
      (call) => lists.listPosts(ghost, call),
    ),
  );
  router.post(`${API}/posts/`, route('draft', createPost));
  router.get(`${API}/posts/slug/:slug/`, route('find', lists.readBySlug));
  router.get(`${API}/posts/:id/`, route('read', lists.readPost));
  router.put(`${API}/posts/:id/`, route('publish', changePost));
  router.delete(`${API}/posts/:id/`, route('delete', deletePost));
  return router;
}

/** A Ghost site for each account, all under `/ghost`: the key tells which. */
export const ghost: SandboxPlatform = {
  router,
  calls: {
    all: ['site', 'account', 'upload', 'find', 'draft', 'publish', 'read', 'list', 'delete'],
    met: ['site', 'account', 'find', 'draft', 'publish'],
    visible: 'publish',
    readBack: 'read',
    account: 'account',
  },
  newAccountId: () => decimalId('6'),
  remoteIdOf: (id) => `site@${new URL(siteOf(id)).host}`,
  elsewhere: { [API]: 'https://ghost.invalid/ghost/api/admin' },
  handleOf: (id) => new URL(siteOf(id)).host,
  ids: /(?<=lineup-)[\da-f]{12}/g,
  tokenPrefix: '6a1b2c3d4e5f60718293a4b5:',
  rotates: false,
  countsApplication: false,
  settings: GHOST_SETTINGS,
  past: ({ account, digits }) => {
    const id = `6a1b2c3d4${digits(15)}`;
    const slug = `article-${id}`;
    return {
      id,
      url: `${siteOf(account.id)}/${slug}/`,
      details: { slug, status: 'published', title: '', uuid: id, html: '', tags: [], updatedAt: 0 },
    };
  },
  errorShapes: (code, text) => [{ errors: [{ message: text, type: code, code: null, context: null }] }],
  mark: 'gh',
};
