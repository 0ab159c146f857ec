import type { MediaFacts } from './platform.js';

/** The one description of a post on a network that has no more: those of its media, a line each. */
export const joinedAltText = (media: readonly Pick<MediaFacts, 'altText'>[]): string =>
  media
    .map(({ altText }) => altText.trim())
    .filter((altText) => altText !== '')
    .join('\n');
