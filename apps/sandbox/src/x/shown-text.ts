import twitterText from 'twitter-text';
import type { Account } from '../core/accounts.js';
import { digitsOf } from '../core/ids.js';
import type { Post } from '../core/posts.js';

interface Shortened {
  url: string;
  expanded_url: string;
  display_url: string;
  media_key?: string;
}

/** Most characters of a text, counted as X does. */
export const weightOf = (text: string): number => twitterText.parseTweet(text).weightedLength;

/** Addresses that make a post dearer, also without their scheme. */
export const addressesIn = (text: string): string[] => twitterText.extractUrls(text);

const short = (key: string): string => `https://t.co/${digitsOf(key, 10)}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * A text as reads give it: each address short, that of the media after it, `&`, `<` and `>` escaped. What was written is
 * in its entities.
 */
export function shownText(
  { id, text }: { id: string; text: string },
  media: { keys: readonly string[]; video: boolean },
  account: Account,
): { text: string; urls: Shortened[] } {
  const urls: Shortened[] = [];
  let [shown, end] = ['', 0];
  for (const { url, indices } of twitterText.extractUrlsWithIndices(text)) {
    const address = short(`${id}:${urls.length}`);
    const full = /^https?:/i.test(url) ? url : `http://${url}`;
    shown += escaped(text.slice(end, indices[0])) + address;
    urls.push({ url: address, expanded_url: full, display_url: url.replace(/^https?:\/\//i, '') });
    end = indices[1];
  }
  shown += escaped(text.slice(end));
  const [first] = media.keys;
  if (first === undefined) return { text: shown, urls };
  const address = short(`${id}:media`);
  const page = `https://x.com/${account.handle}/status/${id}/${media.video ? 'video' : 'photo'}/1`;
  const ofMedia = media.keys.map((key) => ({
    url: address,
    expanded_url: page,
    display_url: `pic.x.com/${address.slice(-10)}`,
    media_key: key,
  }));
  return { text: shown === '' ? address : `${shown} ${address}`, urls: [...urls, ...ofMedia] };
}

/** Keys of a post's media, and whether it is a video. */
export const mediaOf = ({ details, media }: Post): { keys: string[]; video: boolean } => ({
  keys: Array.isArray(details.keys) ? details.keys.map(String) : [],
  video: media[0]?.kind === 'video',
});
