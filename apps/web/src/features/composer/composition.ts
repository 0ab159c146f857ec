import { baselineOn } from '#rules/brand';
import {
  capabilitiesOf,
  checkContent,
  countText,
  problemMessage,
  type ChannelContent,
  type Problem,
} from '#rules/platforms';
import { composeChannel } from '#rules/posts';
import type { Channel, Format, Media } from '../../shared/api/types';
import type { Language } from '../../shared/i18n';
import type { Draft } from './draft';

export interface ShownProblem extends Problem {
  message: string;
}

/** Content of one channel, and its problems. */
export interface Composed {
  channel: Channel;
  content: ChannelContent;
  media: Media[];
  count: number;
  limit: number;
  problems: ShownProblem[];
  errors: number;
}

export interface Composition {
  channels: Composed[];
  format: Format | null;
  /** The baseline in force on the day of publication. */
  baseline: string | null;
  errors: number;
}

/** What composing needs beside the draft; parts may still be loading. */
export interface Surroundings {
  channels: readonly Channel[] | undefined;
  formats: readonly Format[] | undefined;
  media: ReadonlyMap<string, Media>;
  /** The day used while the post has no date. */
  today: string;
  language: Language;
}

/** All media of a draft and its variants, each once. */
export const mediaOf = ({ mediaIds, variants }: Draft): string[] => [
  ...new Set([...mediaIds, ...Object.values(variants).flatMap((variant) => variant.mediaIds ?? [])]),
];

/** The draft as each of its channels will show it, by the same rules as the server. */
export function compose(
  draft: Draft,
  { channels, formats, media, today, language }: Surroundings,
): Composition {
  const format = formats?.find(({ id }) => id === draft.formatId) ?? null;
  const day = draft.schedule?.localTime.slice(0, 10) ?? today;
  const baseline = baselineOn(format?.versions ?? [], day)?.text ?? null;
  const chosen = draft.channelIds.flatMap((id) => channels?.find((channel) => channel.id === id) ?? []);
  const composed = chosen.map((channel): Composed => {
    const { platform, limits } = channel;
    const content = composeChannel({
      post: draft,
      variant: draft.variants[channel.id] ?? {},
      platform,
      placement: channel.baselinePlacement,
      baseline,
      media,
    });
    const problems = checkContent(platform, content, limits).map((problem) => ({
      ...problem,
      message: problemMessage(language, platform, problem),
    }));
    return {
      channel,
      content,
      media: content.media.flatMap(({ id }) => media.get(id) ?? []),
      count: countText(platform, content, limits),
      limit: capabilitiesOf(platform, limits).text.max,
      problems,
      errors: problems.filter(({ severity }) => severity === 'error').length,
    };
  });
  return { channels: composed, format, baseline, errors: composed.reduce((sum, one) => sum + one.errors, 0) };
}
