import type { Capabilities } from '../rules/capabilities.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * YouTube, videos; YouTube itself decides which of them are Shorts. Sources: YouTube Data API v3, videos resource (title of
 * 100 characters and description of 5,000 bytes, neither with `<` or `>`, tags of 500 characters) and quota calculator (100
 * uploads of a project a day); YouTube Help (256 GB or 12 hours; more than 60 hashtags are all ignored; a private video
 * and one made for kids have no comments).
 */
export const YOUTUBE: Capabilities = {
  platform: 'youtube',
  name: 'YouTube',
  types: ['video'],
  text: { max: 5_000, unit: 'byte', refuses: /[<>]/u },
  firstComment: { max: 10_000, unit: 'utf16' },
  firstCommentUnless: [
    { key: 'privacyStatus', value: 'private' },
    { key: 'madeForKids', value: 'yes' },
  ],
  image: null,
  video: {
    mimes: ['video/mp4'],
    maxBytes: 256_000_000_000,
    durationMs: { max: 12 * HOUR },
  },
  gallery: null,
  hashtags: { max: null, warnAbove: 60 },
  mentions: { max: null, warnAbove: null },
  altTextMax: null,
  link: { card: false, thumbnail: false, clickableInText: true },
  remote: {
    hosts: ['youtube.com', 'youtu.be'],
    post: /^[\w-]{11}$/u,
    account: /^UC[\w-]{22}$/u,
    profile: ({ remoteId }) => `https://www.youtube.com/channel/${remoteId}`,
  },
  // Source: Google, OAuth 2.0 for web servers: an hour; a refresh token that is used does not end.
  credential: {
    days: null,
    renewAheadMs: 30 * MINUTE,
    consentDays: null,
    tokens: /\bya29\.[\w\-.]{6,}|(?<!\w)1\/\/[\w-]{10,}|\bGOCSPX-[\w-]{6,}/gu,
  },
  feed: {
    layout: 'picture_first',
    author: 'name',
    avatar: 'round',
    acts: ['like', 'comment', 'share', 'save'],
  },
  options: [
    { key: 'title', kind: 'text', required: true, from: 'title', max: 100, unit: 'utf16', refuses: /[<>]/u },
    {
      key: 'privacyStatus',
      kind: 'enum',
      values: ['public', 'unlisted', 'private'],
      required: false,
      default: 'public',
    },
    // The law (COPPA) asks the person who publishes: nothing is chosen for them.
    { key: 'madeForKids', kind: 'enum', values: ['no', 'yes'], required: true, default: null },
    { key: 'tags', kind: 'text', max: 500, unit: 'keywords', refuses: /[<>]/u },
    {
      key: 'categoryId',
      kind: 'enum',
      // People and blogs, education, science, news, causes, how-to, entertainment, film, music, sport, travel, comedy.
      values: ['22', '27', '28', '25', '29', '26', '24', '1', '10', '17', '19', '23'],
      required: false,
      default: '22',
    },
    { key: 'playlist', kind: 'listed', required: false },
    { key: 'notifySubscribers', kind: 'boolean', default: true },
  ],
  // The day of Google ends at midnight in California: any 24 hours keep within it.
  quotas: [{ name: 'uploads', of: 'app', limit: 100, window: 'rolling_day' }],
};
