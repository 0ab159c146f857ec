import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { Tx } from '#lib/database';
import { Clock, errorSentence, type Locale } from '#lib/kernel';
import { mediaFacts } from '#lib/media';
import {
  type ChannelContent,
  checkContent,
  countText,
  capabilitiesOf,
  type Platform,
  type Problem,
  problemMessage,
} from '#lib/platforms';
import { baselineOn } from '#rules/brand';
import type { PostRow } from './posts.repository.js';
import { composeChannel } from './rules/compose.js';

export interface ComposedChannel {
  channelId: string;
  platform: Platform;
  content: ChannelContent;
  baseline: { id: string; text: string } | null;
  problems: Problem[];
  count: number;
  limit: number;
}

/** What each channel of a post will show, and what its network would say to that. */
@Injectable()
export class ComposeService {
  constructor(private readonly clock: Clock) {}

  async compose(tx: Tx, post: PostRow): Promise<ComposedChannel[]> {
    const ids = [...post.mediaIds, ...post.variants.flatMap((v) => v.mediaIds ?? [])];
    const [media, baseline] = [await mediaFacts(tx, ids), this.#baseline(post)];
    return post.variants.map((variant) => {
      const content = composeChannel({
        post,
        variant,
        platform: variant.platform,
        placement: variant.placement,
        baseline: baseline?.text ?? null,
        media,
      });
      return {
        channelId: variant.channelId,
        platform: variant.platform,
        content,
        baseline,
        problems: checkContent(variant.platform, content),
        count: countText(variant.platform, content.text),
        limit: capabilitiesOf(variant.platform).text.max,
      };
    });
  }

  /** The wording in force on the day the post goes out, or today while it has no date. */
  #baseline(post: PostRow): { id: string; text: string } | null {
    if (post.baselines.length === 0) return null;
    const inForce = baselineOn(post.baselines, post.localTime?.slice(0, 10) ?? this.#today(post));
    return inForce && { id: inForce.id, text: inForce.text };
  }

  #today({ organisationTimeZone: zone }: PostRow): string {
    return DateTime.fromJSDate(this.clock.now(), { zone }).toISODate() ?? '';
  }
}

export interface PostProblem extends Omit<Problem, 'code'> {
  code: Problem['code'] | 'no_channel';
  channelId?: string;
  message: string;
}

/** Problems as the API lists them: addressed in the post, with the sentence in the reader's language. */
export function listProblems(channels: readonly ComposedChannel[], locale: Locale): PostProblem[] {
  if (channels.length === 0) {
    return [
      {
        path: 'channelIds',
        code: 'no_channel',
        severity: 'error',
        message: errorSentence('no_channel', locale),
      },
    ];
  }
  return channels.flatMap(({ channelId, platform, problems }) =>
    problems.map((problem) => ({
      ...problem,
      path: `variants.${channelId}.${problem.path}`,
      channelId,
      message: problemMessage(locale, platform, problem),
    })),
  );
}
