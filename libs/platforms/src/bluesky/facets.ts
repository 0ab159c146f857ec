import { bytesOf, textParts } from '../rules/count-text.js';
import type { Json } from '../rules/outcome.js';

/** Handles that a text mentions, each with the account it is of; null for one that nobody has. */
export type Mentioned = Readonly<Record<string, string | null>>;

/** A part of a text that leads somewhere. */
interface Place {
  /** Bytes of the text in UTF-8, the end exclusive. */
  byteStart: number;
  byteEnd: number;
  feature: { [key: string]: Json };
}

/** A handle is a domain name (AT Protocol, handle): a mention without a dot is nobody’s. */
const MENTION =
  /(?<![\p{L}\p{M}\p{N}_/.@-])@((?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?)(?![\p{L}\p{M}\p{N}_-])/giu;
const LONGEST_HANDLE = 253;
/** Longest tag: 64 graphemes and 640 bytes (lexicon app.bsky.richtext.facet). */
const LONGEST_TAG = { graphemes: 64, bytes: 640 };
const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The handles that a text mentions, in small letters, each once. */
export function handlesIn(text: string): string[] {
  const found = textParts(text).flatMap(({ kind, value }) =>
    kind === 'text' ? [...value.matchAll(MENTION)].map(([, handle = '']) => handle.toLowerCase()) : [],
  );
  return [...new Set(found)].filter((handle) => handle.length <= LONGEST_HANDLE);
}

/**
 * What makes links, hashtags and mentions of a text more than dead letters (lexicon app.bsky.richtext.facet). A mention
 * of nobody stays text.
 */
export function facetsOf(text: string, mentioned: Mentioned): Json[] {
  let at = 0;
  const places = textParts(text).flatMap(({ kind, value }) => {
    const start = at;
    at += bytesOf(value);
    if (kind === 'text') return mentionsIn(value, start, mentioned);
    const feature = kind === 'address' ? linkTo(value) : tagOf(value);
    return feature ? [{ byteStart: start, byteEnd: at, feature }] : [];
  });
  return places.map(({ byteStart, byteEnd, feature }) => ({
    $type: 'app.bsky.richtext.facet',
    index: { byteStart, byteEnd },
    features: [feature],
  }));
}

function mentionsIn(value: string, start: number, mentioned: Mentioned): Place[] {
  return [...value.matchAll(MENTION)].flatMap((match) => {
    const handle = (match[1] ?? '').toLowerCase();
    const did = Object.hasOwn(mentioned, handle) ? mentioned[handle] : null;
    if (!did) return [];
    const byteStart = start + bytesOf(value.slice(0, match.index));
    const feature = { $type: 'app.bsky.richtext.facet#mention', did };
    return [{ byteStart, byteEnd: byteStart + bytesOf(match[0]), feature }];
  });
}

const linkTo = (address: string): Place['feature'] | null =>
  URL.canParse(address) ? { $type: 'app.bsky.richtext.facet#link', uri: new URL(address).href } : null;

function tagOf(hashtag: string): Place['feature'] | null {
  const tag = hashtag.slice(1);
  const fits =
    [...GRAPHEMES.segment(tag)].length <= LONGEST_TAG.graphemes && bytesOf(tag) <= LONGEST_TAG.bytes;
  return fits ? { $type: 'app.bsky.richtext.facet#tag', tag } : null;
}
