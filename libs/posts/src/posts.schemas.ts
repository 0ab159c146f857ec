import { z } from 'zod';
import {
  commaList,
  id,
  instant,
  issue,
  pageOf,
  pageQuery,
  localSchedule,
  localScheduleInput,
} from '#lib/kernel';
import { PLATFORMS, POST_FORMS, POST_TYPES } from '#rules/platforms';
import { LONGEST_SEARCH, LONGEST_TAG, LONGEST_TITLE, MOST_TAGS } from './rules/limits.js';
import { POST_ACTIONS, POST_STATES } from './rules/post-state.js';
import { REVISION_STATES } from './rules/revision-state.js';

const each = <K extends string, T extends z.ZodType>(names: readonly K[], type: T) =>
  Object.fromEntries(names.map((name) => [name, type])) as Record<K, T>;

export const postState = z.enum(POST_STATES).meta({ id: 'PostState' });

/**
 * Limits of what is stored, well above every network's: a network's limit is listed in `problems`, and never refuses
 * a draft. A test compares them with the capabilities.
 */
const MOST = { text: 100_000, firstComment: 50_000, option: 50_000, media: 100, link: 8_000 };

const options = z.record(z.string().max(40), z.union([z.string().max(MOST.option), z.boolean(), z.number()]));
const variantFields = {
  text: z.string().max(MOST.text).optional(),
  firstComment: z.string().max(MOST.firstComment).optional(),
  type: z.enum(POST_TYPES).optional(),
  mediaIds: z.array(id).max(MOST.media).optional(),
  options: options.optional(),
};
export const variantInput = z.strictObject(variantFields).meta({ id: 'VariantInput' });
export const variant = z.object(variantFields).meta({ id: 'Variant' });

/**
 * What an editor writes and plans, each under the name of its column. A new one needs a line here, one in the entity
 * and a migration; reading, writing and answering follow.
 */
const own = {
  title: z.string().trim().max(LONGEST_TITLE),
  text: z.string().max(MOST.text),
  link: z.string().max(MOST.link).nullable(),
  formatId: id.nullable(),
  campaignId: id.nullable(),
  mediaIds: z.array(id).max(MOST.media),
  audienceIds: z.array(id).max(50),
  tags: z.array(z.string().trim().min(1).max(LONGEST_TAG)).max(MOST_TAGS),
};
/** The names of these members. */
export const OWN = Object.keys(own) as (keyof typeof own)[];

const change = {
  ...z.object(own).partial().shape,
  channelIds: z.array(id).max(200).optional(),
  establishmentId: id.optional(),
  variants: z.record(id, variantInput).optional(),
  schedule: localScheduleInput.nullable().optional(),
};

/** A draft may be incomplete: only its shape is checked; what a network would refuse is in `problems`. */
export const createPost = z
  .strictObject({
    ...change,
    title: own.title.default(''),
    text: own.text.default(''),
    channelIds: z.array(id).max(200).default([]),
  })
  .meta({ id: 'CreatePost' });
/** Absent members stay unchanged. `variants` is replaced as a whole. */
export const changePost = z.strictObject(change).meta({ id: 'ChangePost' });

export const postProblem = issue
  .extend({ channelId: id.optional(), severity: z.enum(['error', 'warning']) })
  .meta({ id: 'PostProblem' });

export const revision = z
  .object({
    id,
    number: z.number(),
    hash: z.string(),
    state: z.enum(REVISION_STATES),
    submittedById: z.string(),
    submittedBy: z.string(),
    submittedByEmail: z.string().nullable(),
    /** Name of the API key that did it; null for a person's own session. */
    submittedViaApiKey: z.string().nullable(),
    submittedAt: instant,
    note: z.string().nullable(),
    decidedById: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedByEmail: z.string().nullable(),
    decidedViaApiKey: z.string().nullable(),
    decidedAt: instant.nullable(),
    decisionNote: z.string().nullable(),
  })
  .meta({ id: 'Revision' });

export const post = z
  .object({
    id,
    establishmentId: id,
    establishmentName: z.string(),
    author: z.object({ id: z.string(), name: z.string() }),
    /** Its title, else its first words. */
    label: z.string(),
    ...own,
    channelIds: z.array(id),
    variants: z.record(z.string(), variant),
    schedule: localSchedule.nullable(),
    /** Derived from the local schedule; publishing uses this instant. */
    dueAt: instant.nullable(),
    /** True when the local time occurs twice and the earlier one was taken. */
    scheduleAmbiguous: z.boolean(),
    state: postState,
    version: z.number(),
    /** The last revision, in any state. */
    revision: revision.nullable(),
    problems: z.array(postProblem),
    /** Editing the content now withdraws the approval, so the post must be submitted again. */
    editSendsBack: z.boolean(),
    /** What the reader may do with it in its present state. */
    may: z.object(each(POST_ACTIONS, z.boolean())),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Post' });

export const postSummary = post
  .pick({
    id: true,
    label: true,
    title: true,
    text: true,
    state: true,
    dueAt: true,
    schedule: true,
    establishmentName: true,
    author: true,
    channelIds: true,
    formatId: true,
    updatedAt: true,
    version: true,
    mediaIds: true,
  })
  .meta({ id: 'PostSummary' });
export const postPage = pageOf(postSummary, 'PostPage')
  .extend({
    /** Number of all matches; counted only where that is cheap (`undated`), else null. */
    total: z.number().nullable(),
  })
  .meta({ id: 'PostPage' });
export const postQuery = pageQuery.extend({
  states: commaList(z.enum(POST_STATES)),
  /** Only posts without a date that can still be scheduled. */
  undated: z.stringbool().default(false),
  /** Words of the title or the texts, as typed. */
  q: z.string().trim().max(LONGEST_SEARCH).optional(),
});
/** Absent `channelIds` means the post's channels that the person may use. */
export const duplicatePost = z
  .strictObject({
    channelIds: z.array(id).max(200).optional(),
    schedule: localScheduleInput.nullable().optional(),
  })
  .meta({ id: 'DuplicatePost' });

export const channelPreview = z
  .object({
    channelId: id,
    platform: z.enum(PLATFORMS),
    type: z.enum(POST_TYPES),
    /** What the network makes of it, such as a story; null for its usual post of this type. */
    form: z.enum(POST_FORMS).nullable(),
    /** Where posts have one, as it will go out. */
    title: z.string().nullable(),
    /** The exact text that will go out, baseline placed. */
    text: z.string(),
    firstComment: z.string().nullable(),
    link: z.string().nullable(),
    mediaIds: z.array(id),
    count: z.number(),
    limit: z.number(),
    baseline: z.string().nullable(),
    problems: z.array(postProblem),
  })
  .meta({ id: 'ChannelPreview' });
export const postPreview = z
  .object({
    /** The revision that this content was frozen in; null for a draft, which is composed now. */
    revision: revision
      .pick({ id: true, number: true, state: true, hash: true })
      .meta({ id: 'RevisionName' })
      .nullable(),
    channels: z.array(channelPreview),
  })
  .meta({ id: 'PostPreview' });

/** The frozen content of a revision, for reviewers to compare with the one decided before. */
export const revisionDetail = revision
  .extend({
    /** Who took it out of review or withdrew its approval, how and when; null when nobody has. */
    left: z
      .object({
        by: z.string(),
        at: instant,
        how: z.enum(['withdrawn', 'cancelled']),
        note: z.string().nullable(),
      })
      .nullable(),
    channels: z.array(
      channelPreview.omit({ problems: true, count: true, limit: true }).meta({ id: 'FrozenChannel' }),
    ),
  })
  .meta({ id: 'RevisionDetail' });
export const revisionPage = pageOf(revisionDetail, 'RevisionPage');
