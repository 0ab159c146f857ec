import { type Admitted, type Call, type Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import { decoded } from '../core/html.js';
import { isUser, refuse, wordpressReply } from './network.js';
import { datedAt, fields, pageOf, postNode, siteTime } from './node.js';
import { detailsOf, siteOf, type Term, type Wordpress } from './store.js';

/** `GET /` of the API: open to everybody, and to a wrong password as to nobody. */
export function readIndex(wordpress: Wordpress, call: Call): Reply {
  const { account } = call;
  const home = siteOf(account?.id ?? '0');
  const passwords = {
    'application-passwords': { endpoints: { authorization: `${home}/wp-admin/authorize-application.php` } },
  };
  const body = {
    name: account?.name ?? 'Un site',
    description: '',
    url: home,
    home,
    gmt_offset: '1',
    timezone_string: '',
    namespaces: ['oembed/1.0', 'wp/v2', 'wp-site-health/v1'],
    authentication: wordpress.settings.applicationPasswords ? passwords : [],
  };
  return { status: 200, body: fields(call, body) };
}

/** `GET /wp/v2/users/me`. */
export function readMe(wordpress: Wordpress, call: Admitted): Reply {
  const { account } = call;
  const edit = call.params.get('context') === 'edit';
  const body = {
    id: 2,
    name: account.name,
    slug: account.handle,
    ...(edit && { username: account.handle, roles: ['editor'], capabilities: wordpress.rightsOf(account) }),
  };
  return { status: 200, body: fields(call, body) };
}

const invalidParam = (name: string): Reply =>
  wordpressReply(400, 'rest_invalid_param', `Paramètre(s) invalide(s) : ${name}`, {
    params: { [name]: 'invalide' },
  });

/** `GET /wp/v2/posts`: published ones alone, unless a user asks for others; a cache stands before those who are nobody. */
export function listPosts(wordpress: Wordpress, call: Call): Reply {
  const { params, account } = call;
  const statuses = (params.get('status') ?? 'publish').split(',');
  const edit = params.get('context') === 'edit';
  if (edit && !isUser(call)) {
    throw refuse(
      401,
      'rest_forbidden_context',
      'Désolé, vous n’avez pas l’autorisation de modifier ces articles.',
    );
  }
  if (statuses.some((status) => status !== 'publish') && !isUser(call)) {
    throw refuse(400, 'rest_invalid_param', 'status');
  }
  const slug = params.get('slug');
  const [after = '', before = '9'] = [params.get('after'), params.get('before')];
  const shown = call.arrivedAt - wordpress.settings.visibilityLagMs;
  const matches = (post: Post): boolean =>
    statuses.includes(detailsOf(post).status) &&
    (slug === undefined || detailsOf(post).slug === slug) &&
    siteTime(datedAt(post)) > after &&
    siteTime(datedAt(post)) < before &&
    (isUser(call) || datedAt(post) <= shown);
  const rows = [...wordpress.postsOf(account?.id ?? '')]
    .filter(matches)
    .sort((a, b) => datedAt(b) - datedAt(a));
  const page = pageOf(call, rows);
  if (!page) return invalidParam('per_page');
  return {
    status: 200,
    headers: { 'x-wp-total': String(rows.length) },
    body: page.map((post) => fields(call, postNode(post, edit))),
  };
}

/** `GET /wp/v2/posts/{id}`. */
export function readPost(wordpress: Wordpress, call: Admitted): Reply {
  const edit = call.params.get('context') === 'edit';
  return { status: 200, body: fields(call, postNode(wordpress.post(call), edit)) };
}

/** `GET /wp/v2/categories` or `/tags`: names are stored as HTML, and searched in. */
export function listTerms(wordpress: Wordpress, call: Admitted, taxonomy: Term['taxonomy']): Reply {
  const search = call.params.get('search')?.toLowerCase() ?? '';
  const rows = wordpress
    .terms(call.account.id, taxonomy)
    .filter(({ name }) => decoded(name).toLowerCase().includes(search));
  const page = pageOf(call, rows);
  if (!page) return invalidParam('per_page');
  const body = page.map(({ id, name, parent }) =>
    fields(call, { id: Number(id), count: 0, name, taxonomy, parent: Number(parent) }),
  );
  return { status: 200, headers: { 'x-wp-total': String(rows.length) }, body };
}

/** `POST /wp/v2/tags`: a name that is there is refused, with the id of its tag. */
export function makeTag(wordpress: Wordpress, call: Admitted): Reply {
  const name = call.params.get('name')?.trim() ?? '';
  if (name === '') {
    return wordpressReply(400, 'rest_missing_callback_param', 'Paramètre(s) manquant(s) : name');
  }
  const known = wordpress
    .terms(call.account.id, 'post_tag')
    .find((term) => decoded(term.name).toLowerCase() === name.toLowerCase());
  if (known) {
    const message = 'Un terme avec le nom fourni existe déjà dans cette taxonomie.';
    return wordpressReply(400, 'term_exists', message, { term_id: Number(known.id) });
  }
  const stored = name.replace(/&/g, '&amp;');
  const made = wordpress.addTerm({
    account: call.account.id,
    taxonomy: 'post_tag',
    name: stored,
    parent: '0',
  });
  return { status: 201, body: fields(call, { id: Number(made.id), name: stored, taxonomy: 'post_tag' }) };
}
