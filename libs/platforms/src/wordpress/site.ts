import type { PlatformResponse } from '../kit/http.js';
import { PlatformError } from '../kit/platform-error.js';
import { REDIRECTED } from '../kit/redirected.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import { api, type ApiIo, type Root } from './api.js';
import { wordpressFailure } from './errors.js';
import { indexAnswer, meAnswer } from './schemas.js';

/** A site, as its index says. */
export interface Site {
  root: Root;
  name: string;
  /** Host and path of its address. */
  place: string;
  /** Whether it offers application passwords. */
  passwords: boolean;
}

/** Finds how a site's API is reached, and what the site is. @throws PlatformError */
export async function findSite(io: ApiIo): Promise<Site> {
  const pretty = await readIndex(io, 'pretty');
  if (!(pretty instanceof PlatformError)) return pretty;
  const plain = await readIndex(io, 'plain');
  if (!(plain instanceof PlatformError)) return plain;
  if (pretty.detail.code === REDIRECTED) throw pretty;
  throw new PlatformError({
    class: 'transient',
    cause: 'unreadable',
    code: 'no_wordpress',
    message: 'no WordPress answers at this address, or its REST API is turned off',
    refused: true,
  });
}

/** @returns the failure when something else than WordPress answered. @throws PlatformError for every other failure */
async function readIndex(io: ApiIo, root: Root): Promise<Site | PlatformError> {
  try {
    const { data } = await api(io, {
      root,
      method: 'GET',
      path: '/',
      query: { _fields: 'name,home,namespaces,authentication' },
      schema: indexAnswer,
      list: true,
      failure: (response, body) => wordpressFailure(response, body) ?? pageFailure(response),
    });
    const { host, pathname } = new URL(data.home);
    const place = `${host}${pathname.replace(/\/+$/u, '')}`;
    const passwords = data.authentication['application-passwords'] !== undefined;
    return { root, name: data.name || host, place, passwords };
  } catch (error) {
    if (error instanceof PlatformError && isElse(error)) return error;
    throw error;
  }
}

const isElse = ({ detail: { code } }: PlatformError): boolean =>
  code === PAGE || code === REDIRECTED || /^http_4(?!29)\d\d$/u.test(code);

const PAGE = 'page';

/** A page for people: what a site with plain permalinks shows there, or a site of another kind. */
function pageFailure({ status, headers }: PlatformResponse): PlatformErrorDetail | null {
  if (status >= 500 || !/^text\/html/iu.test(headers['content-type'] ?? '')) return null;
  const message = 'a page was answered in place of the API';
  return { class: 'unknown', cause: 'unreadable', code: PAGE, message, refused: false };
}

/** Reads the user of a password. @returns its name @throws PlatformError of class auth without the right to publish */
export async function readUser(io: ApiIo, root: Root): Promise<string> {
  const { data } = await api(io, {
    root,
    method: 'GET',
    path: '/wp/v2/users/me',
    query: { context: 'edit', _fields: 'username,capabilities' },
    schema: meAnswer,
  });
  const { publish_posts: publishes, upload_files: uploads } = data.capabilities;
  if (publishes === true && uploads === true) return data.username;
  throw new PlatformError({
    class: 'auth',
    cause: 'account',
    code: 'rights_missing',
    message: 'this user may not publish posts on the site: author, editor or administrator is needed',
    refused: true,
    hint: 'missing_permission',
  });
}
