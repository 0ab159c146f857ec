import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { Clock, type LocalSchedule } from '#lib/kernel';
import { PostReader } from '../post-reader.js';
import { PostRecord } from '../post-record.js';
import { requireMay } from '../posts.policy.js';
import { lockPost, updatePost } from '../posts.repository.js';
import type { PostView } from '../posts.view.js';
import { stateAfter } from '../rules/post-state.js';
import { requireAhead, scheduleColumns, scheduleOf } from '../schedule.js';

/** Sets or moves the date of a post. No new approval is needed. */
@Injectable()
export class SchedulePost {
  constructor(
    private readonly database: Database,
    private readonly record: PostRecord,
    private readonly reader: PostReader,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 422 for a moment that has passed or does not exist, 404, 403, 409 */
  run(who: Principal, id: string, localSchedule: LocalSchedule): Promise<PostView> {
    const schedule = scheduleOf(localSchedule);
    requireAhead(this.clock, schedule, 'localTime');
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      requireMay(who, post, 'schedule');
      const state = stateAfter(post.state, 'schedule', true);
      await updatePost(tx, post, { ...scheduleColumns(schedule), state });
      await this.record.scheduled(tx, who, id, schedule);
      return this.reader.view(tx, who, id);
    });
  }
}
