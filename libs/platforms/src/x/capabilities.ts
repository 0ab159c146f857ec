import type { Capabilities } from '../rules/capabilities.js';

const HOUR = 3_600_000;

/**
 * X. Sources: X API v2, create post, media best practices and rate limits; twitter-text for lengths. A link stands in the
 * text, and X makes the card itself. Videos have the limits of an account without a subscription in the older of X's pages,
 * which disagree: 140 seconds and 512 MB, or 20 minutes and 8 GB. The sides named as the largest, 1,280 by 1,024, are below
 * what the same page recommends (720 by 1,280) and lets subscribers keep (1080p), so the longest side of 1080p is the limit.
 * A reply of the account is its first comment.
 */
export const X: Capabilities = {
  platform: 'x',
  name: 'X',
  types: ['text', 'image', 'images', 'video'],
  text: { max: 280, unit: 'weighted' },
  firstComment: { max: 280, unit: 'weighted' },
  image: { mimes: ['image/jpeg', 'image/png', 'image/webp'], maxBytes: 5_000_000 },
  video: {
    mimes: ['video/mp4'],
    maxBytes: 512_000_000,
    ratio: { min: 1 / 3, max: 3 },
    width: { min: 32, max: 1_920 },
    height: { min: 32, max: 1_920 },
    durationMs: { min: 500, max: 140_000 },
    codecs: ['avc'],
    audioCodecs: ['aac'],
    frameRate: { max: 60 },
  },
  gallery: { min: 2, max: 4, mixed: false },
  hashtags: { max: null, warnAbove: null },
  mentions: { max: null, warnAbove: null },
  altTextMax: 1_000,
  link: { card: false, thumbnail: false, clickableInText: true },
  remote: {
    hosts: ['x.com', 'twitter.com'],
    post: /^\d{1,19}$/u,
    account: /^\d{1,19}$/u,
    profile: ({ handle }) => `https://x.com/${handle}`,
  },
  // Source: X API, OAuth 2.0: two hours, no days; the refresh token rotates. Its tokens are base64 of text that ends in
  // `:at:1` (access) or `:rt:1` (refresh), which has three spellings each.
  credential: {
    days: null,
    renewAheadMs: HOUR,
    consentDays: null,
    tokens: /(?<![\w-])[\w-]{30,400}(?:OmF0OjE|phdDox|6YXQ6MQ|OnJ0OjE|pydDox|6cnQ6MQ)(?![\w-])/gu,
  },
  feed: {
    layout: 'text_first',
    author: 'name',
    avatar: 'round',
    acts: ['comment', 'repost', 'love', 'save', 'send'],
  },
  options: [
    {
      key: 'replyControl',
      kind: 'enum',
      values: ['everyone', 'following', 'mentionedUsers', 'subscribers', 'verified'],
      required: false,
      default: 'everyone',
    },
  ],
  quotas: [{ name: 'app-posts', of: 'app', limit: 10_000, window: 'rolling_day' }],
};
