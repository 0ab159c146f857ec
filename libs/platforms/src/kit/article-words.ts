import { stringOption } from '../rules/check-options.js';
import { keywordsIn } from '../rules/count-text.js';
import type { ChannelContent } from '../rules/platform.js';
import { slugOf } from './slug.js';

/** Title of an article. */
export const titleOf = ({ options }: ChannelContent): string => stringOption(options, 'title')?.trim() ?? '';

/** Its last part of the address: the chosen one, else one made of the title. */
export const slugIn = (content: ChannelContent): string =>
  stringOption(content.options, 'slug')?.trim() ?? slugOf(titleOf(content));

/** Its tags, each once, whatever its case. */
export const tagsIn = ({ options }: ChannelContent): string[] => {
  const tags = keywordsIn(stringOption(options, 'tags') ?? '');
  return [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()];
};
