import { Injectable } from '@nestjs/common';
import { Database, DomainEvents } from '#lib/database';
import { AuditService, type Principal } from '#lib/identity';
import { Clock, type Wish } from '#lib/kernel';
import { lockPost, setPostState } from './posts.repository.js';
import { PostsService } from './posts.service.js';
import type { PostView } from './posts.view.js';
import { requireAhead, scheduleOf } from './schedule.js';

/** The date of a post: set, moved, brought forward to now, or given up. None of it needs a new approval. */
@Injectable()
export class SchedulingService {
  constructor(
    private readonly database: Database,
    private readonly posts: PostsService,
    private readonly events: DomainEvents,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 422 for a moment that has passed or does not exist */
  schedule(who: Principal, id: string, wish: Wish): Promise<PostView> {
    const schedule = scheduleOf(wish);
    requireAhead(this.clock, schedule, 'localTime');
    return this.database.tenant(who.organisationId, async (tx) => {
      this.posts.require(who, await lockPost(tx, id), 'schedule');
      await tx.query('UPDATE post SET version = version + 1, updated_at = now() WHERE id = $1', [id]);
      await this.posts.setSchedule(tx, who, id, schedule);
      return this.posts.view(tx, who, id);
    });
  }

  publishNow(who: Principal, id: string): Promise<PostView> {
    return this.database.tenant(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      this.posts.require(who, post, 'publishNow');
      const [now] = await tx.query<{ dueAt: Date }[]>(
        `WITH moved AS (
           UPDATE post SET due_at = date_trunc('milliseconds', now()), time_zone = coalesce(time_zone, $2),
             local_time = to_char(now() AT TIME ZONE coalesce(time_zone, $2), 'YYYY-MM-DD"T"HH24:MI'), schedule_ambiguous = false,
             state = 'scheduled', version = version + 1, updated_at = now()
           WHERE id = $1 RETURNING due_at
         ) SELECT due_at AS "dueAt" FROM moved`,
        [id, post.organisationTimeZone],
      );
      await this.audit.record(tx, who, 'post.published_now', id, {});
      await this.events.emit(tx, 'post.rescheduled', {
        organisationId: who.organisationId,
        postId: id,
        dueAt: now?.dueAt ?? null,
      });
      return this.posts.view(tx, who, id);
    });
  }

  /** Stops what is not out yet; what is out stays out, and the post says so by its state. */
  cancel(who: Principal, id: string): Promise<PostView> {
    return this.database.tenant(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      this.posts.require(who, post, 'cancel');
      await tx.query(`UPDATE revision SET state = 'superseded' WHERE post_id = $1 AND state = 'pending'`, [
        id,
      ]);
      await setPostState(tx, id, 'cancelled');
      await this.audit.record(tx, who, 'post.cancelled', id, { from: post.state });
      // Those to the right know what is out, and correct the state when something is.
      await this.events.emit(tx, 'post.cancelled', { organisationId: who.organisationId, postId: id });
      return this.posts.view(tx, who, id);
    });
  }
}
