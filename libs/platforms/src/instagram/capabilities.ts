import type { Capabilities, MediaRule } from '../rules/capabilities.js';

const DAY = 86_400_000;

/** Origin of Facebook Login, where an account is used with its page's token. */
export const FACEBOOK_LOGIN = 'https://graph.facebook.com';

const FILM: MediaRule = {
  mimes: ['video/mp4'],
  maxBytes: 300_000_000,
  ratio: { min: 0.01, max: 10 },
  width: { max: 1_920 },
  durationMs: { min: 3_000, max: 900_000 },
  codecs: ['avc', 'hevc'],
  audioCodecs: ['aac'],
  frameRate: { min: 23, max: 60 },
  fastStart: true,
};

/** An upright screen: anything else has margins. */
const UPRIGHT = { min: 0.55, max: 0.575 };

/**
 * Instagram professional accounts. Source: Instagram Platform, content publishing and IG User media reference
 * (reels: H.264 or HEVC with AAC, 23 to 60 frames a second, moov atom at the front of the file;
 * stories: 3 to 60 s, 100 MB, without words).
 * The warning above five hashtags is the product's own limit since December 2025. The daily quota is read live
 * before each publication; the number here is what the guide promises.
 */
export const INSTAGRAM: Capabilities = {
  platform: 'instagram',
  name: 'Instagram',
  types: ['image', 'images', 'video'],
  text: { max: 2_200, unit: 'utf16' },
  firstComment: { max: 300, unit: 'utf16' },
  image: {
    mimes: ['image/jpeg'],
    maxBytes: 8_000_000,
    ratio: { min: 0.8, max: 1.91 },
    width: { min: 320 },
    scales: true,
  },
  video: FILM,
  gallery: { min: 2, max: 10, mixed: true },
  hashtags: { max: 30, warnAbove: 5 },
  mentions: { max: 20, warnAbove: null },
  altTextMax: 1_000,
  link: { card: false, thumbnail: false, clickableInText: false },
  remote: {
    hosts: ['instagram.com'],
    post: /^\d{1,40}$/u,
    account: /^\d{1,40}$/u,
    profile: ({ handle }) => `https://www.instagram.com/${handle}`,
  },
  // Source: Instagram Platform, long-lived tokens (60 days, refreshable once a day old).
  credential: {
    days: 60,
    renewAheadMs: 7 * DAY,
    consentDays: null,
    renewsItselfAfterMs: DAY,
    endlessAt: FACEBOOK_LOGIN,
    tokens: /\b(?:IGAA|IGQ)[\w-]{12,}/gu,
  },
  feed: {
    layout: 'picture_first',
    author: 'handle',
    avatar: 'round',
    acts: ['love', 'comment', 'send', 'save'],
  },
  options: [
    {
      key: 'placement',
      kind: 'enum',
      values: ['feed', 'story'],
      required: false,
      default: 'feed',
      types: ['image', 'images', 'video'],
    },
    {
      key: 'userTags',
      kind: 'text',
      holds: 'people_in_picture',
      // The product's own limit.
      most: 20,
      types: ['image', 'video'],
      notAs: ['story'],
      max: 1_000,
      unit: 'utf16',
    },
    {
      key: 'collaborators',
      kind: 'text',
      holds: 'people',
      most: 3,
      notAs: ['story'],
      max: 200,
      unit: 'utf16',
    },
    { key: 'location', kind: 'text', holds: 'number', notAs: ['story'], max: 40, unit: 'utf16' },
    {
      key: 'coverAt',
      kind: 'text',
      holds: 'seconds',
      types: ['video'],
      notAs: ['story'],
      max: 10,
      unit: 'utf16',
    },
    { key: 'shareToFeed', kind: 'boolean', default: true, types: ['video'], notAs: ['story'] },
  ],
  forms: [
    {
      form: 'story',
      when: { key: 'placement', value: 'story' },
      textless: true,
      rules: {
        types: ['image', 'video'],
        firstComment: null,
        image: {
          mimes: ['image/jpeg'],
          maxBytes: 8_000_000,
          width: { min: 320 },
          scales: true,
          fills: UPRIGHT,
        },
        video: {
          ...FILM,
          maxBytes: 100_000_000,
          ratio: { min: 0.1, max: 10 },
          fills: UPRIGHT,
          durationMs: { min: 3_000, max: 60_000 },
        },
        altTextMax: null,
        link: { card: false, thumbnail: false, clickableInText: false },
        feed: { layout: 'full_screen', author: 'handle', avatar: 'round', acts: ['love', 'send'] },
      },
    },
  ],
  quotas: [{ name: 'posts', of: 'account', limit: 100, window: 'rolling_day' }],
};
