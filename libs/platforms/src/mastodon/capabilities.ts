import type { Capabilities } from '../rules/capabilities.js';
import { LANGUAGES } from '../rules/languages.js';

/**
 * Mastodon and servers that speak its API (Pixelfed, GoToSocial, Pleroma). Source: Mastodon API, instance and statuses:
 * the limits that a server of 4.x has by itself; those of an account's own server take their place once it is connected.
 * Pictures: the smaller limits of older servers, because files are converted for all of them alike.
 */
export const MASTODON: Capabilities = {
  platform: 'mastodon',
  name: 'Mastodon',
  types: ['text', 'image', 'images', 'video'],
  text: { max: 500, unit: 'grapheme', linkLength: 23, shortMentions: true },
  firstComment: { max: 500, unit: 'grapheme', linkLength: 23, shortMentions: true },
  image: {
    mimes: ['image/jpeg', 'image/png'],
    maxBytes: 8_000_000,
    maxPixels: 8_294_400,
  },
  video: { mimes: ['video/mp4'], maxBytes: 103_809_024, codecs: ['avc'], frameRate: { max: 60 } },
  gallery: { min: 2, max: 4, mixed: false },
  hashtags: { max: null, warnAbove: null },
  mentions: { max: null, warnAbove: null },
  altTextMax: 1_500,
  link: { card: false, thumbnail: false, clickableInText: true },
  remote: {
    hosts: 'account',
    // Numbers on Mastodon and Pixelfed, letters and digits on GoToSocial and Pleroma.
    post: /^[A-Za-z\d]{1,40}$/u,
    account: /^[A-Za-z\d]{1,40}@[a-z\d.-]{1,253}(?::\d{1,5})?$/u,
    profile: ({ remoteId, handle }) =>
      `https://${remoteId.replace(/^.*@/u, '')}/@${encodeURIComponent(handle)}`,
  },
  // Tokens neither end nor are renewed. They are 32 random bytes in 43 characters, with nothing in front.
  credential: {
    days: null,
    renewAheadMs: 0,
    consentDays: null,
    tokens: /(?<![\w-])(?=[A-Za-z_-]{0,42}\d)[\w-]{43}(?![\w-])/gu,
  },
  server: { suggested: 'https://mastodon.social' },
  feed: {
    layout: 'text_first',
    author: 'name',
    avatar: 'square',
    acts: ['comment', 'repost', 'love', 'save'],
  },
  options: [
    {
      key: 'visibility',
      kind: 'enum',
      values: ['public', 'quiet_public', 'followers_only'],
      required: false,
      default: 'public',
    },
    { key: 'contentWarning', kind: 'text', countsWithText: true, max: 500, unit: 'grapheme' },
    { key: 'sensitive', kind: 'boolean', default: false },
    { key: 'language', kind: 'enum', values: LANGUAGES, required: false, default: null },
  ],
  // A server counts statuses of three hours, which are kept as a rate.
  quotas: [],
};
