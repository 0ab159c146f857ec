import type { Capabilities } from '../rules/capabilities.js';

/**
 * WordPress, a site of the organisation's own. Source: WordPress REST API handbook. It limits neither texts nor titles;
 * what is here keeps them within what a form shows. Pictures of 2 MB pass PHP's own limit, and WordPress makes those of
 * more than 2,560 pixels smaller itself.
 */
export const WORDPRESS: Capabilities = {
  platform: 'wordpress',
  name: 'WordPress',
  types: ['article'],
  text: { max: 50_000, unit: 'utf16' },
  firstComment: null,
  image: {
    mimes: ['image/jpeg', 'image/png'],
    maxBytes: 2_000_000,
    width: { max: 2_560 },
    height: { max: 2_560 },
  },
  video: null,
  gallery: { min: 0, max: 20, mixed: false },
  hashtags: { max: null, warnAbove: null },
  mentions: { max: null, warnAbove: null },
  altTextMax: 1_000,
  link: { card: false, thumbnail: false, clickableInText: true },
  remote: {
    hosts: 'account',
    post: /^\d{1,20}$/u,
    // The site is the account: whoever may publish there can connect it again.
    account: /^site@[a-z\d.-]{1,253}(?::\d{1,5})?(?:\/[\w.~%/-]{1,100})?$/u,
    profile: ({ remoteId }) => `https://${remoteId.replace('site@', '')}/`,
  },
  server: { suggested: null },
  // Source: application passwords do not end; a person takes them back in the profile. Six groups of four.
  credential: {
    form: 'login',
    days: null,
    renewAheadMs: 0,
    consentDays: null,
    tokens: /\bBasic\s+[A-Za-z\d+/]{24,}={0,2}|\b(?:[A-Za-z\d]{4} ){5}[A-Za-z\d]{4}\b/gu,
  },
  feed: { layout: 'article', author: 'name', avatar: 'square', acts: ['comment'] },
  options: [
    { key: 'title', kind: 'text', required: true, from: 'title', max: 300, unit: 'code_point' },
    { key: 'excerpt', kind: 'text', lines: true, max: 1_000, unit: 'code_point' },
    { key: 'category', kind: 'listed', required: false },
    { key: 'tags', kind: 'text', max: 500, unit: 'code_point' },
    { key: 'slug', kind: 'text', max: 150, unit: 'utf16', refuses: /[^a-z\d-]/u },
  ],
  quotas: [],
};
