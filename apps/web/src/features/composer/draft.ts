import { beginning } from '#rules/kernel';
import { LONGEST_TAG } from '#rules/posts';
import type { Post, Variant, LocalSchedule } from '../../shared/api/types';

/** The part of a post that the composer edits. */
export interface Draft {
  title: string;
  text: string;
  link: string;
  channelIds: string[];
  formatId: string | null;
  variants: Record<string, Variant>;
  mediaIds: string[];
  schedule: LocalSchedule | null;
  audienceIds: string[];
  campaignId: string | null;
  tags: string[];
}

export const blankDraft = (schedule: LocalSchedule | null): Draft => ({
  title: '',
  text: '',
  link: '',
  channelIds: [],
  formatId: null,
  variants: {},
  mediaIds: [],
  schedule,
  audienceIds: [],
  campaignId: null,
  tags: [],
});

export const draftOf = (post: Post): Draft => ({
  title: post.title,
  text: post.text,
  link: post.link ?? '',
  channelIds: post.channelIds,
  formatId: post.formatId,
  variants: post.variants,
  mediaIds: post.mediaIds,
  schedule: post.schedule,
  audienceIds: post.audienceIds,
  campaignId: post.campaignId,
  tags: post.tags,
});

/** Tags as they were typed, as the server takes them. */
export const tagsOf = (typed: readonly string[]): string[] =>
  typed.map((tag) => beginning(tag.trim(), LONGEST_TAG)).filter(Boolean);

/** A draft in the server's form: variants only of chosen channels, and only their differences. */
export const toBody = (draft: Draft) => ({
  ...draft,
  link: draft.link.trim() || null,
  variants: Object.fromEntries(
    Object.entries(draft.variants).filter(
      ([id, variant]) => draft.channelIds.includes(id) && Object.keys(variant).length > 0,
    ),
  ),
});
