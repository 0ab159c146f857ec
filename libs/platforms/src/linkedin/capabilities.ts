import type { Capabilities } from '../rules/capabilities.js';

const DAY = 86_400_000;

/**
 * LinkedIn members and pages. Sources: LinkedIn Posts API, MultiImage API, Images API, Videos API (which name no
 * encoding). The text is counted as typed, before it is escaped for the API.
 */
export const LINKEDIN: Capabilities = {
  platform: 'linkedin',
  name: 'LinkedIn',
  types: ['text', 'link', 'image', 'images', 'video'],
  text: { max: 3_000, unit: 'utf16' },
  firstComment: { max: 1_250, unit: 'utf16' },
  image: {
    mimes: ['image/jpeg', 'image/png'],
    maxBytes: 8_000_000,
    maxPixels: 36_152_319,
    animations: { maxFrames: 250 },
  },
  video: {
    mimes: ['video/mp4'],
    maxBytes: 500_000_000,
    minBytes: 75_000,
    ratio: { min: 1 / 2.4, max: 2.4 },
    durationMs: { min: 3_000, max: 1_800_000 },
  },
  gallery: { min: 2, max: 20, mixed: false },
  hashtags: { max: null, warnAbove: null },
  mentions: { max: null, warnAbove: null },
  altTextMax: 4_086,
  link: { card: true, thumbnail: true, clickableInText: true },
  remote: {
    hosts: ['linkedin.com', 'lnkd.in'],
    post: /^urn:li:(?:share|ugcPost|activity):\d{1,40}$/u,
    account: /^(?:urn:li:(?:organization|person|member):)?[\w-]{1,64}$/u,
    // A page has an address by its number, alone or at the end of its URN; a member's id does not give one.
    profile: ({ remoteId }) => {
      const [, page] = /^(?:urn:li:organization:)?(\d+)$/u.exec(remoteId) ?? [];
      return page ? `https://www.linkedin.com/company/${page}` : null;
    },
  },
  // Source: LinkedIn, programmatic refresh tokens (access token 60 days, refresh token a year).
  credential: { days: 60, renewAheadMs: 7 * DAY, consentDays: 365, tokens: /\bAQ[\w-]{12,}/gu },
  feed: {
    layout: 'text_first',
    author: 'name',
    avatar: 'square',
    acts: ['like', 'comment', 'repost', 'send'],
  },
  options: [
    { key: 'linkTitle', kind: 'text', max: 399, unit: 'utf16' },
    { key: 'linkDescription', kind: 'text', max: 4_085, unit: 'utf16' },
  ],
  quotas: [
    { name: 'posts', of: 'account', limit: 150, window: 'utc_day' },
    { name: 'app-posts', of: 'app', limit: 100_000, window: 'utc_day' },
  ],
};
