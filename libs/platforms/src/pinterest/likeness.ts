import { normalised } from '../kit/text.js';
import type { ChannelContent, PostType } from '../rules/platform.js';
import { holdsAddress } from '../rules/same-address.js';
import { wordsOf, type PinWords } from './pin.js';
import type { PinRow } from './schemas.js';

const MEDIA_TYPE: Partial<Record<PostType, string>> = {
  image: 'image',
  images: 'multiple_images',
  video: 'video',
};

/** Whether a pin has anything to be recognised by. */
export const isNamed = ({ title, description, link, altText }: PinWords): boolean =>
  [title, description, link, altText].some((word) => word.trim() !== '');

/**
 * How much a pin is like what was sent. `alike`: part of the words is the same, and others are not. A title, a link or
 * a picture alone may come again; a description, its beginning, or two of them, hardly.
 */
export function likeness(content: ChannelContent, pin: PinRow): 'same' | 'alike' | 'other' {
  const words = wordsOf(content);
  const kind = pin.media.media_type;
  const same = {
    title: sameText(pin.title, words.title),
    description: sameText(pin.description, words.description),
    link: sameLink(pin.link, words.link),
    altText: sameText(pin.alt_text, words.altText),
    kind: kind === '' || kind === MEDIA_TYPE[content.type],
  };
  if (Object.values(same).every(Boolean)) return 'same';
  const weigh = (word: 'title' | 'link'): number => (same[word] && words[word].trim() !== '' ? 1 : 0);
  const described = words.description.trim() !== '';
  const begun = described && beginning(pin.description) === beginning(words.description);
  const weight = (begun ? 2 : 0) + weigh('title') + weigh('link');
  return weight >= (described ? 2 : 1) ? 'alike' : 'other';
}

/** Compared without blanks at their ends and lines: a network may join lines. */
const sameText = (one: string, other: string): boolean => flat(one) === flat(other);
const flat = (text: string): string => normalised(text).replace(/\s+/gu, ' ');

/** Letters and digits that stay the same when a network escapes, cuts or cleans the rest of a text. */
const BEGINNING = 20;
const beginning = (text: string): string =>
  normalised(text)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, BEGINNING);

const sameLink = (told: string, link: string): boolean =>
  told === link || (told !== '' && link !== '' && holdsAddress(told, link));
