import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { insertRow, type Tx } from '#lib/database';
import type { Principal } from '#lib/identity';
import { newId } from '#lib/kernel';
import { Post } from '../post.entity.js';
import { PostRecord } from '../post-record.js';
import { type createPost, OWN } from '../posts.schemas.js';
import { checkReferences, establishmentOf, withEstablishment } from '../references.js';
import { scheduleColumns, scheduleOf } from '../schedule.js';
import { labelByVariants, writeVariants } from '../variants.repository.js';

export type NewPost = z.output<typeof createPost>;

/** Column values of what an editor left out. */
const NOTHING = { link: null, formatId: null, campaignId: null, mediaIds: [], audienceIds: [], tags: [] };

/** Writes a new draft; common to creating and copying. */
@Injectable()
export class NewDraft {
  constructor(private readonly record: PostRecord) {}

  /**
   * @returns the id of the draft
   * @throws DomainError 422 for an id that is not the organisation's or a date that does not exist, 403 where the person does
   *   not edit
   */
  async insert(tx: Tx, who: Principal, input: NewPost): Promise<string> {
    const schedule = input.schedule ? scheduleOf(input.schedule) : null;
    const placed = withEstablishment(who, input);
    const found = await checkReferences(tx, who, placed);
    const post = { organisationId: who.organisationId, id: newId() };
    await insertRow(tx, Post, {
      ...post,
      ...NOTHING,
      ...ownOf(input),
      ...scheduleColumns(schedule),
      establishmentId: establishmentOf(who, placed, found),
      authorId: who.userId,
      authorName: who.userName,
      contributorIds: [who.userId],
    });
    await writeVariants(tx, post, input.channelIds, input.variants ?? {}, { isNew: true });
    if (isNameless(input)) await labelByVariants(tx, post.id);
    await this.record.created(tx, who, post.id, input.title);
    return post.id;
  }
}

type Own = Pick<Post, (typeof OWN)[number]>;

/** The members of a request that are columns of the post. */
export const ownOf = (input: Partial<Own>): Partial<Own> =>
  Object.fromEntries(OWN.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));

/** Whether a post's label comes from its variants. */
export const isNameless = ({ title, text }: Pick<Own, 'title' | 'text'>): boolean =>
  title === '' && text.trim() === '';
