import { useMemo } from 'react';
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
import { useChannels, useFormats } from '../../shared/api/lists';
import type { Channel, Format, Media } from '../../shared/api/types';
import { useMediaById } from '../../shared/api/use-media';
import { useLanguage } from '../../shared/i18n/use-language';
import { useZone } from '../../shared/session/use-me';
import { todayIn } from '../calendar/view-state';
import type { Draft } from './draft';

export interface ShownProblem extends Problem {
  message: string;
}

/** What one channel will get, and what is wrong with it. */
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
  /** The wording in force on the day of publication. */
  baseline: string | null;
  errors: number;
}

/** The draft as each of its channels will show it, by the very rules that the server freezes with. */
export function useComposition(draft: Draft): Composition {
  const channels = useChannels().data;
  const formats = useFormats().data;
  const media = useMediaById([
    ...new Set([...draft.mediaIds, ...Object.values(draft.variants).flatMap((v) => v.mediaIds ?? [])]),
  ]);
  const language = useLanguage();
  const zone = useZone();
  return useMemo(() => {
    const format = formats?.find(({ id }) => id === draft.formatId) ?? null;
    const day = draft.schedule?.localTime.slice(0, 10) ?? todayIn(zone);
    const baseline = baselineOn(format?.versions ?? [], day)?.text ?? null;
    const chosen = draft.channelIds.flatMap((id) => channels?.find((channel) => channel.id === id) ?? []);
    const composed = chosen.map((channel): Composed => {
      const { platform } = channel;
      const content = composeChannel({
        post: draft,
        variant: draft.variants[channel.id] ?? {},
        platform,
        placement: channel.baselinePlacement,
        baseline,
        media,
      });
      const problems = checkContent(platform, content).map((problem) => ({
        ...problem,
        message: problemMessage(language, platform, problem),
      }));
      return {
        channel,
        content,
        media: content.media.flatMap(({ id }) => media.get(id) ?? []),
        count: countText(platform, content.text),
        limit: capabilitiesOf(platform).text.max,
        problems,
        errors: problems.filter(({ severity }) => severity === 'error').length,
      };
    });
    return { channels: composed, format, baseline, errors: composed.reduce((sum, c) => sum + c.errors, 0) };
  }, [draft, channels, formats, media, language, zone]);
}
