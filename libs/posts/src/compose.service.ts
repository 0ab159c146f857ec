import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { Tx } from '#lib/database';
import { Clock, errorSentence, type Locale } from '#lib/kernel';
import { mediaFacts } from '#lib/media';
import {
  type AccountLimits,
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
import { latenessOf } from './rules/lateness.js';

export interface ComposedChannel {
  channelId: string;
  platform: Platform;
  content: ChannelContent;
  baseline: { id: string; text: string } | null;
  problems: Problem[];
  count: number;
  limit: number;
}

/** What each channel of a post will show, and the problems that its network would have with it. */
@Injectable()
export class ComposeService {
  constructor(private readonly clock: Clock) {}

  /** What a post shows: the frozen content from its submission on; before, what would be frozen now. */
  async shown(tx: Tx, post: PostRow): Promise<ComposedChannel[]> {
    const limitsOf = (id: string) => post.variants.find(({ channelId }) => channelId === id)?.limits ?? null;
    return post.frozen
      ? post.frozen.map((channel) => judged(channel, limitsOf(channel.channelId)))
      : this.compose(tx, post);
  }

  /** Everything that is, or will be, in the way of a post, its date included. */
  problems(post: PostRow, channels: readonly ComposedChannel[], locale: Locale): PostProblem[] {
    const lateness = latenessOf(
      post.state,
      post.dueAt && post.dueAt.getTime() - this.clock.now().getTime(),
      post.lateLimitMinutes * 60_000,
    );
    return [
      ...listProblems(channels, locale),
      ...(lateness
        ? [
            {
              path: 'schedule.localTime',
              code: lateness,
              severity: lateness === 'too_late' ? ('error' as const) : ('warning' as const),
              message: errorSentence(lateness, locale),
            },
          ]
        : []),
    ];
  }

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
      const { channelId, platform, limits } = variant;
      return judged({ channelId, platform, content, baseline }, limits);
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

/** A channel's content with its problems. @param limits of the account's own server */
const judged = (
  channel: Pick<ComposedChannel, 'channelId' | 'platform' | 'content' | 'baseline'>,
  limits: AccountLimits | null,
): ComposedChannel => ({
  ...channel,
  problems: checkContent(channel.platform, channel.content, limits),
  count: countText(channel.platform, channel.content, limits),
  limit: capabilitiesOf(channel.platform, limits).text.max,
});

export interface PostProblem extends Omit<Problem, 'code'> {
  code: Problem['code'] | 'no_channel' | 'too_late' | 'due_passed';
  channelId?: string;
  message: string;
}

/** Problems as the API lists them: path within the post, and the sentence in the reader's language. */
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
