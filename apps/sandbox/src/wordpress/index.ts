import { type RequestHandler, Router } from 'express';
import { type Admitted, endpoint, openEndpoint, type Call, type Reply } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import * as lists from './lists.js';
import { changePost, createPost, deletePost, upload } from './posts.js';
import { WORDPRESS_SETTINGS } from './settings.js';
import { FIRST_CATEGORY, siteOf, Wordpress } from './store.js';

const API = '/wp-json/wp/v2';

function router(sandboxState: SandboxState): Router {
  const wordpress = new Wordpress(sandboxState);
  const { network } = wordpress;
  const router = Router();
  const route = (operation: string, action: (wordpress: Wordpress, call: Admitted) => Reply) =>
    endpoint({ sandboxState, network, operation }, (call) => action(wordpress, call));
  const open = (operation: string, action: (wordpress: Wordpress, call: Call) => Reply) =>
    openEndpoint(
      { sandboxState, network, operation },
      ({ account }) => account,
      (call) => action(wordpress, call),
    );

  router.use(permalinks(wordpress));
  router.get('/wp-json/', open('index', lists.readIndex));
  router.get(`${API}/users/me`, route('account', lists.readMe));
  router.post(`${API}/media`, route('upload', upload));
  router.get(
    `${API}/categories`,
    route('terms', (state, call) => lists.listTerms(state, call, 'category')),
  );
  router.get(
    `${API}/tags`,
    route('terms', (state, call) => lists.listTerms(state, call, 'post_tag')),
  );
  router.post(`${API}/tags`, route('terms', lists.makeTag));
  router.get(`${API}/posts`, open('find', lists.listPosts));
  router.post(`${API}/posts`, route('draft', createPost));
  router.get(`${API}/posts/:id`, route('read', lists.readPost));
  router.post(`${API}/posts/:id`, route('publish', changePost));
  router.delete(`${API}/posts/:id`, route('delete', deletePost));
  return router;
}

/** `?rest_route=` reaches the API on every site, `/wp-json` only where permalinks are pretty. */
function permalinks(wordpress: Wordpress): RequestHandler {
  return (req, res, next) => {
    const asked = new URL(req.url, 'http://site').searchParams.get('rest_route');
    if (req.path === '/' && asked !== null) {
      req.url = `/wp-json${asked}`;
    } else if (wordpress.settings.permalinks === 'plain' && req.path.startsWith('/wp-json')) {
      return void res.status(404).type('html').send('<!DOCTYPE html><title>Page non trouvée</title>');
    }
    next();
  };
}

/** A WordPress site for each account, all under `/wordpress`: the password tells which. */
export const wordpress: SandboxPlatform = {
  router,
  calls: {
    all: ['index', 'account', 'upload', 'terms', 'find', 'draft', 'publish', 'read', 'delete'],
    met: ['index', 'account', 'find', 'draft', 'publish'],
    visible: 'publish',
    readBack: 'read',
    account: 'account',
  },
  newAccountId: () => decimalId('5'),
  remoteIdOf: (id) => `site@${new URL(siteOf(id)).host}`,
  ids: /(?<=lineup-)[\da-f]{12}|(?<=\/wp\/v2\/posts\/)\d+|(?<="featured_media":)\d+/g,
  tokenPrefix: 'wpap',
  rotates: false,
  countsApplication: false,
  listed: { category: FIRST_CATEGORY },
  settings: WORDPRESS_SETTINGS,
  past: ({ account, digits }) => {
    const id = digits(9).replace(/^0/, '1');
    const slug = `article-${id}`;
    return { id, url: `${siteOf(account.id)}/${slug}/`, details: { slug, status: 'publish', title: '' } };
  },
  errorShapes: (code, text) => [{ code, message: text, data: { status: 400 } }],
  mark: 'wp',
};
