import type { Capabilities } from '../rules/capabilities.js';

const DAY = 86_400_000;

/**
 * Pinterest. Sources: Pinterest API v5 (PinCreate: title 100, link 2,048, alt text 500, carousel of 2 to 5 pictures)
 * and Pinterest product specs. Where they differ, the smaller: 500 characters (the API's schema takes 800), pictures
 * of 10 MB (later pages say 20 and 32), videos of 1 GB (others say 2). The largest picture that Pinterest shows has
 * 1,200 pixels across, so no more than 2,000 are sent.
 */
export const PINTEREST: Capabilities = {
  platform: 'pinterest',
  name: 'Pinterest',
  types: ['image', 'images', 'video'],
  text: { max: 500, unit: 'code_point' },
  firstComment: null,
  image: {
    mimes: ['image/jpeg', 'image/png'],
    maxBytes: 10_000_000,
    width: { min: 200, max: 2_000 },
  },
  video: {
    mimes: ['video/mp4'],
    maxBytes: 1_000_000_000,
    ratio: { min: 0.5, max: 1.91 },
    durationMs: { min: 4_000, max: 900_000 },
    codecs: ['avc', 'hevc'],
  },
  gallery: { min: 2, max: 5, mixed: false, oneSize: true },
  hashtags: { max: null, warnAbove: null },
  mentions: { max: null, warnAbove: null },
  altTextMax: 500,
  altTextJoined: true,
  link: { card: false, thumbnail: false, clickableInText: false, behindMedia: true, max: 2_048 },
  remote: {
    hosts: ['pinterest.com'],
    post: /^\d{1,40}$/u,
    account: /^\d{1,40}$/u,
    profile: ({ handle }) => `https://www.pinterest.com/${handle}/`,
  },
  // Source: Pinterest, authentication: access tokens of 30 days; refresh tokens of 60, another one with each renewal.
  credential: {
    days: 30,
    renewAheadMs: 7 * DAY,
    consentDays: null,
    tokens: /\bpin[acor][._][\w.-]{12,}/gu,
  },
  feed: {
    layout: 'picture_first',
    author: 'name',
    avatar: 'round',
    acts: ['love', 'comment', 'send', 'save'],
  },
  options: [
    { key: 'board', kind: 'listed', required: true },
    { key: 'title', kind: 'text', max: 100, unit: 'code_point', from: 'title' },
  ],
  quotas: [],
};
