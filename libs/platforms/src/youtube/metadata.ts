import { booleanOption, stringOption } from '../rules/check-options.js';
import { keywordsIn } from '../rules/count-text.js';
import type { ChannelContent } from '../rules/platform.js';

/** Who shall see the video once it is published. */
export const wantedPrivacy = ({ options }: Pick<ChannelContent, 'options'>): string =>
  stringOption(options, 'privacyStatus') ?? 'public';

export const madeForKids = ({ options }: ChannelContent): boolean =>
  stringOption(options, 'madeForKids') === 'yes';

export const notifies = ({ options }: ChannelContent): boolean =>
  booleanOption('youtube', options, 'notifySubscribers');

export const titleOf = ({ options }: ChannelContent): string => stringOption(options, 'title')?.trim() ?? '';

/** The video as it is uploaded: whatever it shall be, it is private until the due instant. */
export function metadata(content: ChannelContent) {
  const { options, text } = content;
  const tags = keywordsIn(stringOption(options, 'tags') ?? '');
  return {
    snippet: {
      title: titleOf(content),
      description: text,
      categoryId: stringOption(options, 'categoryId') ?? '22',
      ...(tags.length > 0 ? { tags } : {}),
    },
    status: { privacyStatus: 'private', selfDeclaredMadeForKids: madeForKids(content) },
  };
}
