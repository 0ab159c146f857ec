import type { Capabilities } from '../rules/capabilities.js';

const DAY = 86_400_000;

/**
 * Threads. Source: Threads API, posts and overview: 500 characters, of which an emoji counts as its UTF-8 bytes; 250
 * posts in 24 hours; at most five links; images of 320 to 1,440 pixels, which it scales; videos of five minutes.
 * A reply of the account is its first comment.
 */
export const THREADS: Capabilities = {
  platform: 'threads',
  name: 'Threads',
  types: ['text', 'link', 'image', 'images', 'video'],
  text: { max: 500, unit: 'emoji_bytes' },
  firstComment: { max: 500, unit: 'emoji_bytes' },
  image: {
    mimes: ['image/jpeg', 'image/png'],
    maxBytes: 8_000_000,
    ratio: { min: 0.1, max: 10 },
    width: { min: 320, max: 1_440 },
    scales: true,
  },
  video: {
    mimes: ['video/mp4'],
    maxBytes: 1_000_000_000,
    ratio: { min: 0.01, max: 10 },
    width: { max: 1_920 },
    durationMs: { max: 300_000 },
    codecs: ['avc', 'hevc'],
    audioCodecs: ['aac'],
    frameRate: { min: 23, max: 60 },
    fastStart: true,
  },
  gallery: { min: 2, max: 20, mixed: true },
  // One topic a post: the first hashtag.
  hashtags: { max: null, warnAbove: 1 },
  mentions: { max: null, warnAbove: null },
  links: { max: 5, warnAbove: null },
  altTextMax: 1_000,
  link: { card: true, thumbnail: false, clickableInText: true },
  remote: {
    hosts: ['threads.com', 'threads.net'],
    post: /^\d{1,40}$/u,
    account: /^\d{1,40}$/u,
    profile: ({ handle }) => `https://www.threads.com/@${handle}`,
  },
  // Source: Threads API, long-lived tokens (60 days, refreshable once a day old).
  credential: {
    days: 60,
    renewAheadMs: 7 * DAY,
    consentDays: null,
    renewsItselfAfterMs: DAY,
    tokens: /\bTHAA[\w-]{12,}/gu,
  },
  feed: {
    layout: 'text_first',
    author: 'handle',
    avatar: 'round',
    acts: ['love', 'comment', 'repost', 'send'],
  },
  options: [
    {
      key: 'replyControl',
      kind: 'enum',
      values: ['everyone', 'accounts_you_follow', 'mentioned_only', 'followers_only'],
      required: false,
      default: 'everyone',
    },
  ],
  quotas: [{ name: 'posts', of: 'account', limit: 250, window: 'rolling_day' }],
};
