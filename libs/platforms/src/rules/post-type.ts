import type { MediaFacts, PostType } from './platform.js';

type Kinds = readonly Pick<MediaFacts, 'kind'>[];

/**
 * What a post is, from what it carries: media win over a link, a link over text. Several media are one `images` post
 * even when some are videos; whether the network takes that is the content check's business.
 */
export function derivePostType(media: Kinds, link: string | null): PostType {
  const [first] = media;
  if (media.length > 1) return 'images';
  if (first) return first.kind === 'video' ? 'video' : 'image';
  return link ? 'link' : 'text';
}

/**
 * Whether a type named explicitly fits what the post carries: it is the derived one, or a link post whose single
 * image is meant as the card's thumbnail.
 */
export function postTypeFits(type: PostType, media: Kinds, link: string | null): boolean {
  if (type === 'link') return !!link && media.length <= 1 && media.every((medium) => medium.kind === 'image');
  return derivePostType(media, link) === type;
}
