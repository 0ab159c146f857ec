import type { Capabilities } from '../rules/capabilities.js';

const HOUR = 3_600_000;

/**
 * TikTok, direct video posts. Sources: TikTok Content Posting API (direct post, media transfer guide: H.264,
 * H.265, VP8 or VP9, 23 to 60 frames a second; nothing about sound) and Content
 * Sharing Guidelines: a person must choose who sees the video, with nothing selected beforehand, and comment, duet
 * and stitch stay off until they allow them.
 */
export const TIKTOK: Capabilities = {
  platform: 'tiktok',
  name: 'TikTok',
  types: ['video'],
  text: { max: 2_200, unit: 'utf16' },
  firstComment: null,
  image: null,
  video: {
    mimes: ['video/mp4'],
    maxBytes: 4_000_000_000,
    width: { min: 360, max: 4_096 },
    height: { min: 360, max: 4_096 },
    durationMs: { max: 600_000 },
    codecs: ['avc', 'hevc', 'vp8', 'vp9'],
    frameRate: { min: 23, max: 60 },
  },
  gallery: null,
  hashtags: { max: null, warnAbove: null },
  mentions: { max: null, warnAbove: null },
  altTextMax: null,
  link: { card: false, thumbnail: false, clickableInText: false },
  remote: {
    hosts: ['tiktok.com'],
    // A public post's id is a number; an open id is opaque.
    post: /^\d{1,40}$/u,
    account: /^[\w-]{1,128}$/u,
    profile: ({ handle }) => `https://www.tiktok.com/@${handle}`,
  },
  // Source: TikTok, token management (2 hours since 2026-11; other TikTok pages say a day).
  credential: {
    days: null,
    renewAheadMs: HOUR,
    consentDays: null,
    tokens: /\b(?:act|rft)\.[\w\-.!]{6,}/gu,
  },
  feed: {
    layout: 'full_screen',
    author: 'handle',
    avatar: 'round',
    acts: ['love', 'comment', 'save', 'share'],
  },
  options: [
    {
      key: 'privacyLevel',
      kind: 'enum',
      values: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'FOLLOWER_OF_CREATOR', 'SELF_ONLY'],
      required: true,
      default: null,
    },
    { key: 'disableComment', kind: 'boolean', default: true },
    { key: 'disableDuet', kind: 'boolean', default: true },
    { key: 'disableStitch', kind: 'boolean', default: true },
    { key: 'brandOrganic', kind: 'boolean', default: false },
    { key: 'brandContent', kind: 'boolean', default: false },
  ],
  // Content Sharing Guidelines: branded content must not be visible to its author alone.
  conflicts: [
    {
      refused: { key: 'privacyLevel', value: 'SELF_ONLY' },
      beside: { key: 'brandContent', value: true },
    },
  ],
  quotas: [{ name: 'posts', of: 'account', limit: 15, window: 'rolling_day' }],
};
