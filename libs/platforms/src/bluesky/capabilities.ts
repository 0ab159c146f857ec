import type { Capabilities } from '../rules/capabilities.js';
import { LANGUAGES } from '../rules/languages.js';

const MINUTE = 60_000;

/**
 * Bluesky and other servers of the AT Protocol. Sources: lexicons app.bsky.feed.post (300 graphemes and 3,000 bytes),
 * app.bsky.embed.images (four, of 1,000,000 bytes on older servers and 2,000,000 on newer ones) and
 * app.bsky.embed.video (100,000,000 bytes, later 300,000,000): always the smaller one. Descriptions of 2,000
 * characters and videos of three minutes are limits of Bluesky’s own application. The limits of writes (5,000 points an
 * hour, two or three a post) are far above what a channel publishes: the headers are heeded, and no day is counted.
 */
export const BLUESKY: Capabilities = {
  platform: 'bluesky',
  name: 'Bluesky',
  types: ['text', 'link', 'image', 'images', 'video'],
  text: { max: 300, unit: 'grapheme', maxBytes: 3_000 },
  firstComment: { max: 300, unit: 'grapheme', maxBytes: 3_000 },
  image: {
    mimes: ['image/jpeg', 'image/png'],
    maxBytes: 1_000_000,
    width: { max: 2_000 },
    height: { max: 2_000 },
    scales: true,
  },
  video: {
    mimes: ['video/mp4'],
    maxBytes: 100_000_000,
    durationMs: { max: 3 * MINUTE },
  },
  gallery: { min: 2, max: 4, mixed: false },
  hashtags: { max: null, warnAbove: null },
  mentions: { max: null, warnAbove: null },
  altTextMax: 2_000,
  link: { card: true, thumbnail: true, clickableInText: true },
  remote: {
    hosts: ['bsky.app'],
    // The key of its record: a timestamp in base 32 (AT Protocol, TID).
    post: /^[2-7a-j][2-7a-z]{12}$/u,
    account: /^did:(?:plc:[a-z2-7]{24}|web:[a-z\d.-]{1,180})$/u,
    profile: ({ remoteId }) => `https://bsky.app/profile/${remoteId}`,
  },
  // Sessions of two hours, whose refresh token rotates; no application of ours is needed. The other pattern is an app
  // password.
  credential: {
    form: 'login',
    days: null,
    renewAheadMs: 40 * MINUTE,
    consentDays: null,
    renewsItselfAfterMs: 0,
    tokens: /\beyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]{6,})?|\b[a-z2-7]{4}(?:-[a-z2-7]{4}){3}\b/gu,
  },
  server: { suggested: 'https://bsky.social' },
  feed: {
    layout: 'text_first',
    author: 'name',
    avatar: 'round',
    acts: ['comment', 'repost', 'love', 'share'],
  },
  options: [
    {
      key: 'langs',
      kind: 'enum',
      values: LANGUAGES,
      required: false,
      default: null,
    },
    {
      key: 'adultContent',
      kind: 'enum',
      values: ['sexual', 'nudity', 'porn'],
      required: false,
      default: null,
    },
    { key: 'graphicMedia', kind: 'boolean', default: false },
    { key: 'linkTitle', kind: 'text', max: 300, unit: 'grapheme' },
    { key: 'linkDescription', kind: 'text', max: 1_000, unit: 'grapheme' },
  ],
  quotas: [],
};
