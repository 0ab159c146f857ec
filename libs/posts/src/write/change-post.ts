import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database, type Tx } from '#lib/database';
import type { Principal } from '#lib/identity';
import { Clock } from '#lib/kernel';
import { requireVersion } from '../etag.js';
import { PostReader } from '../post-reader.js';
import { PostRecord } from '../post-record.js';
import { requireMay } from '../posts.policy.js';
import {
  continuesEdit,
  lockPost,
  type PostChanges,
  type PostRow,
  supersedeRevisions,
  updatePost,
} from '../posts.repository.js';
import type { changePost } from '../posts.schemas.js';
import type { PostView } from '../posts.view.js';
import { checkReferences, establishmentOf } from '../references.js';
import { contentOf, needsNewApproval } from '../rules/needs-approval.js';
import { editSendsBack, stateAfter } from '../rules/post-state.js';
import { isDueAt, requireAhead, type Schedule, scheduleColumns, scheduleOf } from '../schedule.js';
import { labelByVariants, variantsOf, writeVariants } from '../variants.repository.js';
import { isNameless, ownOf } from './new-draft.js';

type Change = z.output<typeof changePost>;

/** What a request changes, and its consequences. */
interface Plan {
  post: PostRow;
  input: Change;
  /** Absent when the date stays; null to remove it. */
  schedule: Schedule | null | undefined;
  /** Content members that change. */
  fields: readonly string[];
  sendsBack: boolean;
}

@Injectable()
export class ChangePost {
  constructor(
    private readonly database: Database,
    private readonly record: PostRecord,
    private readonly reader: PostReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes the named members and nothing else. A content change after submission or approval withdraws it.
   * @param version the version that was read (`If-Match`); null to skip the check
   * @throws DomainError 412 when someone changed it meanwhile, 422 for a new date in the past, except in a draft
   */
  run(who: Principal, id: string, input: Change, version: number | null): Promise<PostView> {
    const schedule = input.schedule ? scheduleOf(input.schedule) : input.schedule;
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      requireVersion(post, version);
      const fields = contentOf(input);
      const plan = { post, input, schedule, fields, sendsBack: needsNewApproval(post.state, input) };
      await this.#check(tx, who, plan);
      await this.#write(tx, who, plan);
      await this.#leaveMessage(tx, who, plan);
      return this.reader.view(tx, who, id);
    });
  }

  async #check(tx: Tx, who: Principal, { post, input, schedule, fields }: Plan): Promise<void> {
    requireMay(who, post, fields.length > 0 ? 'edit' : 'schedule');
    if (schedule && fields.length === 0 && editSendsBack(post.state) && !isDueAt(post, schedule)) {
      requireAhead(this.clock, schedule, 'schedule.localTime');
    }
    const found = await checkReferences(tx, who, input, [
      ...post.mediaIds,
      ...post.variants.flatMap((v) => [v.channelId, ...(v.mediaIds ?? [])]),
    ]);
    if (input.establishmentId) establishmentOf(who, input, found);
  }

  async #write(tx: Tx, who: Principal, plan: Plan): Promise<void> {
    const { post, input, sendsBack } = plan;
    if (sendsBack) await supersedeRevisions(tx, post.id);
    await updatePost(tx, post, changesOf(who, plan));
    if (!input.channelIds && !input.variants) return;
    const channelIds = input.channelIds ?? post.variants.map((v) => v.channelId);
    await writeVariants(tx, post, channelIds, input.variants ?? variantsOf(post));
    if (isNameless({ ...post, ...ownOf(input) })) await labelByVariants(tx, post.id);
  }

  async #leaveMessage(tx: Tx, who: Principal, { post, schedule, fields, sendsBack }: Plan): Promise<void> {
    // One history entry for continuous writing, because a client saves every few seconds.
    if (fields.length > 0 && !(await continuesEdit(tx, post, who.userId, fields))) {
      await this.record.edited(tx, who, post, fields);
    }
    if (sendsBack) await this.record.withdrawn(tx, who, post, null);
    if (schedule !== undefined) await this.record.scheduled(tx, who, post.id, schedule);
  }
}

function changesOf(who: Principal, { post, input, schedule, fields, sendsBack }: Plan): PostChanges {
  const edited = sendsBack ? stateAfter(post.state, 'edit', post.dueAt !== null) : post.state;
  const wroteBefore = post.contributorIds.includes(who.userId);
  return {
    ...ownOf(input),
    ...(input.establishmentId ? { establishmentId: input.establishmentId } : {}),
    ...(fields.length > 0 && !wroteBefore ? { contributorIds: [...post.contributorIds, who.userId] } : {}),
    ...(sendsBack ? { needsAttention: false } : {}),
    ...(schedule === undefined ? {} : scheduleColumns(schedule)),
    state: schedule === undefined ? edited : stateAfter(edited, 'schedule', schedule !== null),
  };
}
