import type { Capabilities } from '../rules/capabilities.js';

/**
 * Ghost, a site of the organisation's own. Source: Ghost Admin API, as measured with 5.130: title 255, excerpt 300,
 * description of the picture above 191. Its text has no limit; what is here stays within what a form shows.
 */
export const GHOST: Capabilities = {
  platform: 'ghost',
  name: 'Ghost',
  types: ['article'],
  text: { max: 50_000, unit: 'utf16' },
  firstComment: null,
  image: {
    mimes: ['image/jpeg', 'image/png'],
    maxBytes: 2_000_000,
    width: { max: 2_000 },
    height: { max: 2_560 },
  },
  video: null,
  gallery: { min: 0, max: 20, mixed: false },
  hashtags: { max: null, warnAbove: null },
  mentions: { max: null, warnAbove: null },
  altTextMax: 191,
  link: { card: false, thumbnail: false, clickableInText: true },
  remote: {
    hosts: 'account',
    post: /^[\da-f]{24}$/u,
    account: /^site@[a-z\d.-]{1,253}(?::\d{1,5})?(?:\/[\w.~%/-]{1,100})?$/u,
    profile: ({ remoteId }) => `https://${remoteId.replace('site@', '')}/`,
  },
  server: { suggested: null },
  // Source: Ghost, Admin API key: it does not end; with each call goes a signature of a few minutes.
  credential: {
    form: 'token',
    days: null,
    renewAheadMs: 0,
    consentDays: null,
    tokens: /\b[\da-f]{24}:[\da-f]{32,128}\b|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/gu,
  },
  feed: { layout: 'article', author: 'name', avatar: 'square', acts: ['comment'] },
  options: [
    { key: 'title', kind: 'text', required: true, from: 'title', max: 255, unit: 'utf16' },
    { key: 'excerpt', kind: 'text', lines: true, max: 300, unit: 'utf16' },
    { key: 'tags', kind: 'text', max: 500, unit: 'code_point' },
    { key: 'slug', kind: 'text', max: 150, unit: 'utf16', refuses: /[^a-z\d-]/u },
  ],
  quotas: [],
};
