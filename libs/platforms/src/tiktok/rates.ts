import type { CallRate } from '../kit/adapter.js';

const MINUTE = 60_000;

const perMinute = (name: string, limit: number, path: string): CallRate => ({
  name,
  limit,
  windowMs: MINUTE,
  matches: ({ url }) => url.endsWith(path),
});

/**
 * Calls of each account per minute. Source: TikTok Content Posting API, direct post, creator info and post status.
 * TikTok sends no usage headers; it answers 429 for the rest of the minute.
 */
export const TIKTOK_RATES: readonly CallRate[] = [
  perMinute('init', 6, '/post/publish/video/init/'),
  perMinute('status', 30, '/post/publish/status/fetch/'),
  perMinute('creator-info', 20, '/post/publish/creator_info/query/'),
];
