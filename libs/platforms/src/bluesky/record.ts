import { booleanOption, stringOption } from '../rules/check-options.js';
import type { Json } from '../rules/outcome.js';
import type { ChannelContent, MediaFacts } from '../rules/platform.js';
import { facetsOf, type Mentioned } from './facets.js';
import type { Blob } from './schemas.js';

export const POSTS = 'app.bsky.feed.post';

/** A version of a record: where it is, and what it says. */
export interface Strong {
  uri: string;
  cid: string;
}

interface Written {
  text: string;
  /** UTC instant in ISO 8601. */
  createdAt: string;
  mentioned: Mentioned;
}

type Members = { [key: string]: Json };

/** Longest description of a video, in graphemes (lexicon app.bsky.embed.video). */
const VIDEO_ALT = 1_000;
const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The record of a post (lexicon app.bsky.feed.post). The same for the same content, key and uploads: a repetition writes
 * what is there already.
 * @param blobs of the media, in their order
 */
export function postRecord(content: ChannelContent, written: Written, blobs: readonly Blob[]): Members {
  const embed = embedOf(content, blobs);
  const labels = labelsOf(content);
  return {
    ...said(written, stringOption(content.options, 'langs')),
    ...(embed && { embed }),
    ...(labels.length > 0 && {
      labels: { $type: 'com.atproto.label.defs#selfLabels', values: labels.map((val) => ({ val })) },
    }),
  };
}

/** A reply of the account right below its own post. */
export const replyRecord = (content: ChannelContent, written: Written, to: Strong): Members => ({
  ...said(written, stringOption(content.options, 'langs')),
  reply: { root: { ...to }, parent: { ...to } },
});

function said({ text, createdAt, mentioned }: Written, lang: string | null): Members {
  const facets = facetsOf(text, mentioned);
  return {
    $type: POSTS,
    text,
    createdAt,
    ...(lang !== null && { langs: [lang] }),
    ...(facets.length > 0 && { facets }),
  };
}

function labelsOf({ options }: ChannelContent): string[] {
  const adult = stringOption(options, 'adultContent');
  const graphic = booleanOption('bluesky', options, 'graphicMedia');
  return [...(adult === null ? [] : [adult]), ...(graphic ? ['graphic-media'] : [])];
}

function embedOf({ type, link, media, options }: ChannelContent, blobs: readonly Blob[]): Members | null {
  const [medium] = media;
  const [blob] = blobs;
  if (type === 'video' && medium && blob) {
    return {
      $type: 'app.bsky.embed.video',
      video: blob,
      ...(medium.altText ? { alt: shortened(medium.altText) } : {}),
      aspectRatio: ratioOf(medium),
    };
  }
  if (type === 'link' && link) {
    const external = {
      uri: new URL(link).href,
      // The card is made by whoever writes it: no server reads the page.
      title: stringOption(options, 'linkTitle') ?? new URL(link).hostname.replace(/^www\./u, ''),
      description: stringOption(options, 'linkDescription') ?? '',
      ...(blob ? { thumb: blob } : {}),
    };
    return { $type: 'app.bsky.embed.external', external };
  }
  if (type !== 'image' && type !== 'images') return null;
  const images = media.flatMap((image, index) => {
    const file = blobs[index];
    return file ? [{ image: file, alt: image.altText, aspectRatio: ratioOf(image) }] : [];
  });
  return { $type: 'app.bsky.embed.images', images };
}

const ratioOf = ({ width, height }: MediaFacts) => ({ width, height });

const shortened = (text: string): string =>
  [...GRAPHEMES.segment(text)]
    .slice(0, VIDEO_ALT)
    .map(({ segment }) => segment)
    .join('');
