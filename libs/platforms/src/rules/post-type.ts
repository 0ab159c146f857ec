import type { MediaFacts, PostType } from './platform.js';

type Kinds = readonly Pick<MediaFacts, 'kind'>[];

/**
 * Type of a post, derived from its parts: media before a link, a link before text. Several media are one `images`
 * post even when some are videos; the content check says whether the network accepts that. A site takes articles
 * alone, whatever they have; where no card is made of a link, it is part of the text.
 * @param types that the network takes
 */
export function derivePostType(types: readonly PostType[], media: Kinds, link: string | null): PostType {
  if (types.includes('article')) return 'article';
  const type = typeOfParts(media, link);
  return type === 'link' && !types.includes('link') ? 'text' : type;
}

function typeOfParts(media: Kinds, link: string | null): PostType {
  const [first] = media;
  if (media.length > 1) return 'images';
  if (first) return first.kind === 'video' ? 'video' : 'image';
  return link ? 'link' : 'text';
}

/**
 * Whether an explicit type fits the post: it is the derived one, or `link` for a post whose single image is meant as
 * the card's thumbnail, or an `article`, whose first image stands above it.
 */
export function postTypeFits(type: PostType, media: Kinds, link: string | null): boolean {
  if (type === 'link') return !!link && media.length <= 1 && media.every((medium) => medium.kind === 'image');
  if (type === 'article') return media.every((medium) => medium.kind === 'image');
  return typeOfParts(media, link) === type;
}
