import type { Capabilities, MediaRule } from '../rules/capabilities.js';

const DAY = 86_400_000;

/** An upright screen: anything else has margins. */
const UPRIGHT = { min: 0.55, max: 0.575 };

/** Source: Video API, reels publishing (9:16, 540x960 at least, 3 to 90 s, 24 to 60 frames a second, AAC). */
const REEL: MediaRule = {
  mimes: ['video/mp4'],
  maxBytes: 1_000_000_000,
  minBytes: 1_024,
  ratio: UPRIGHT,
  width: { min: 540 },
  height: { min: 960 },
  durationMs: { min: 3_000, max: 90_000 },
  codecs: ['avc', 'hevc', 'vp9', 'av1'],
  audioCodecs: ['aac'],
  frameRate: { min: 24, max: 60 },
};

/**
 * Facebook Pages. Sources: Meta Pages API, posts, photos and page stories references (photo sizes); Video API, reels
 * publishing (30 a day) and error codes (videos of 1 KB to 2 GB and 40 minutes; another page says 10 GB and 4 hours: the
 * smaller). The text and gallery limits are those of the product, not of a document.
 */
export const FACEBOOK: Capabilities = {
  platform: 'facebook',
  name: 'Facebook',
  types: ['text', 'link', 'image', 'images', 'video'],
  text: { max: 63_206, unit: 'utf16' },
  firstComment: { max: 8_000, unit: 'utf16' },
  image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 10_000_000 },
  video: {
    mimes: ['video/mp4'],
    maxBytes: 1_000_000_000,
    minBytes: 1_024,
    durationMs: { min: 1_000, max: 2_400_000 },
  },
  gallery: { min: 2, max: 10, mixed: false },
  hashtags: { max: null, warnAbove: 30 },
  mentions: { max: null, warnAbove: null },
  altTextMax: 1_000,
  link: { card: true, thumbnail: false, clickableInText: true },
  remote: {
    hosts: ['facebook.com', 'fb.com', 'fb.watch'],
    post: /^\d{1,40}(?:_\d{1,40})?$/u,
    account: /^\d{1,40}$/u,
    profile: ({ remoteId }) => `https://www.facebook.com/${remoteId}`,
  },
  // Page tokens do not expire, and cannot be renewed.
  credential: { days: null, renewAheadMs: 7 * DAY, consentDays: null, tokens: /\bEAA[\w-]{12,}/gu },
  feed: { layout: 'text_first', author: 'name', avatar: 'round', acts: ['like', 'comment', 'share'] },
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
      key: 'as',
      kind: 'enum',
      values: ['reel', 'video'],
      required: false,
      // What was approved before there was a choice is a reel.
      default: 'reel',
      from: 'media',
      types: ['video'],
      notAs: ['story'],
    },
    { key: 'location', kind: 'text', holds: 'number', notAs: ['story', 'video'], max: 40, unit: 'utf16' },
    {
      key: 'callToAction',
      kind: 'enum',
      values: [
        'LEARN_MORE',
        'SIGN_UP',
        'CONTACT_US',
        'BOOK_TRAVEL',
        'SHOP_NOW',
        'DOWNLOAD',
        'SUBSCRIBE',
        'GET_DIRECTIONS',
        'WATCH_MORE',
      ],
      required: false,
      default: null,
      types: ['link'],
    },
  ],
  forms: [
    {
      form: 'story',
      when: { key: 'placement', value: 'story' },
      textless: true,
      rules: {
        types: ['image', 'video'],
        firstComment: null,
        image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 10_000_000, fills: UPRIGHT },
        video: { ...REEL, durationMs: { min: 3_000, max: 60_000 } },
        altTextMax: null,
        link: { card: false, thumbnail: false, clickableInText: false },
        feed: { layout: 'full_screen', author: 'name', avatar: 'round', acts: ['like', 'share'] },
      },
    },
    { form: 'reel', when: { key: 'as', value: 'reel' }, types: ['video'], rules: { video: REEL } },
    { form: 'video', when: { key: 'as', value: 'video' }, types: ['video'], rules: {} },
  ],
  // Videos that are no reels count, too: a page of Meta's says that most become reels.
  quotas: [{ name: 'reels', of: 'account', limit: 30, window: 'rolling_day', types: ['video'] }],
};
