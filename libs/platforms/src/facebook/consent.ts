import type { Consent } from '../kit/consent.js';
import { dialog, longLived } from '../meta/dialog.js';
import { obstacleOf, pagesOf, PORTFOLIO } from '../meta/pages.js';
import { FACEBOOK_CODES } from './errors.js';

/** What publishing, first comments and reading them back need. */
const SCOPES = [
  'pages_show_list',
  'pages_read_engagement',
  'pages_manage_posts',
  'pages_manage_engagement',
  'pages_read_user_content',
];

/** Facebook Login: each page has a token of its own, which does not end. Source: Meta, Pages API, authorization. */
export const consent: Consent = {
  scopes: [...SCOPES, PORTFOLIO],
  page: (settings, ask) => dialog(settings, [...SCOPES, PORTFOLIO], ask),
  exchange: (io, app, answer) => longLived(io, app, answer, SCOPES, FACEBOOK_CODES),

  async accounts(io, credential) {
    const pages = await pagesOf(io, credential, FACEBOOK_CODES);
    return pages.map((page) => ({
      remoteId: page.id,
      name: page.name,
      handle: page.username ?? page.name,
      picture: page.picture,
      credential: { accessToken: page.access_token ?? '' },
      ...obstacleOf(page),
    }));
  },
};
