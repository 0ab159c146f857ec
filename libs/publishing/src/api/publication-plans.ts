import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainEvents, type Tx } from '#lib/database';
import { CONFIG, type Config, conflict, newId, traceParent } from '#lib/kernel';
import type { FrozenChannel } from '#lib/posts';
import { leadMs, VIDEO_LEAD } from '../rules/lead.js';
import { alignPosts } from '../align-posts.js';

/**
 * Keeps publications in step with what people decide. Each decision raises the fence, so a worker that already
 * prepared the old one changes nothing any more.
 */
@Injectable()
export class PublicationPlans implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.events.on('post.approved', (tx, e) => this.#plan(tx, e));
    this.events.on('post.rescheduled', (tx, e) => this.#move(tx, e.postId, e.dueAt));
    this.events.on('post.withdrawn', (tx, e) => this.#withdraw(tx, e.postId));
    this.events.on('post.cancelled', (tx, e) => this.#cancel(tx, e));
    // What went out is told by its journal for ever: its post stays too.
    this.events.on('post.deleting', async (tx, e) => {
      await this.#lock(tx, e.postId, false);
      const out = '(fired_at IS NOT NULL OR published_at IS NOT NULL)';
      await this.#requireNone(tx, e.postId, out, 'post_was_out');
    });
    this.events.on('channel.connected', (tx, e) => this.#resume(tx, e.channelId));
    this.events.on('channel.released', (tx, e) => this.#release(tx, e.channelId, e.platform));
  }

  /** One publication per channel of the approved revision; those of channels that left the post are given up. */
  async #plan(
    tx: Tx,
    e: { organisationId: string; postId: string; revisionId: string; dueAt: Date | null },
  ): Promise<void> {
    const [revision] = await tx.query<{ channels: FrozenChannel[] }[]>(
      `SELECT content->'channels' AS channels FROM revision WHERE id = $1`,
      [e.revisionId],
    );
    const rows = (revision?.channels ?? []).map((channel) => ({
      id: newId(),
      channelId: channel.channelId,
      baseline: channel.baseline,
      lead: leadMs(this.config.ARM_LEAD_SECONDS, channel.content.type) / 1000,
    }));
    await this.#lock(tx, e.postId, false);
    await tx.query(
      `WITH planned AS (
         INSERT INTO publication (organisation_id, id, post_id, channel_id, revision_id, due_at, wake_at, baseline, trace_parent)
         SELECT $1, r.id, $2, r."channelId", $3, $4::timestamptz, $4::timestamptz - make_interval(secs => r.lead), r.baseline, $6
         FROM jsonb_to_recordset($5) AS r(id uuid, "channelId" uuid, lead int, baseline jsonb)
         ON CONFLICT (organisation_id, post_id, channel_id) DO UPDATE SET revision_id = excluded.revision_id, state = 'pending',
           stage = 'waiting', due_at = excluded.due_at, wake_at = excluded.wake_at, baseline = excluded.baseline,
           trace_parent = excluded.trace_parent, queued_at = NULL,
           fence = publication.fence + 1, lease_until = NULL, attempts = 0, readings = 0, progress = '{}', intent = NULL,
           fired_at = NULL, published_at = NULL, remote_id = NULL, remote_url = NULL, last_error = NULL, first_comment = 'none',
           comment_intent_at = NULL, comment_attempts = 0, unwanted_at = NULL
         WHERE publication.state IN ('pending', 'failed', 'cancelled')
         RETURNING id
       )
       INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
       SELECT $1, id, 'lineup', 'planned', jsonb_build_object('dueAt', $4::timestamptz, 'revisionId', $3::uuid) FROM planned`,
      [e.organisationId, e.postId, e.revisionId, e.dueAt, JSON.stringify(rows), traceParent()],
    );
    await tx.query(
      `UPDATE publication SET state = 'cancelled', stage = 'done', wake_at = NULL, fence = fence + 1
       WHERE post_id = $1 AND state IN ('pending', 'failed') AND channel_id <> ALL($2)`,
      [e.postId, rows.map((row) => row.channelId)],
    );
    await this.#wakeWorkers(tx);
  }

  async #move(tx: Tx, postId: string, dueAt: Date | null): Promise<void> {
    await this.#lock(tx, postId, true);
    await tx.query(
      `WITH moved AS (
         UPDATE publication u SET due_at = $2::timestamptz, stage = 'waiting', fence = fence + 1, lease_until = NULL, queued_at = NULL,
           trace_parent = coalesce($4, trace_parent), wake_at = $2::timestamptz - make_interval(secs => $3 * CASE WHEN EXISTS (
             SELECT 1 FROM revision r, jsonb_array_elements(r.content->'channels') c
             WHERE r.organisation_id = u.organisation_id AND r.id = u.revision_id
               AND (c->>'channelId')::uuid = u.channel_id AND c->'content'->>'type' = 'video') THEN ${VIDEO_LEAD} ELSE 1 END)
         WHERE post_id = $1 AND state = 'pending' AND revision_id IS NOT NULL
         RETURNING organisation_id, id
       )
       INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
       SELECT organisation_id, id, 'lineup', 'rescheduled', jsonb_build_object('dueAt', $2::timestamptz) FROM moved`,
      [postId, dueAt, this.config.ARM_LEAD_SECONDS, traceParent()],
    );
    await this.#freePlaces(tx, postId);
  }

  /**
   * The approval is gone: nothing goes out, and nothing prepared is kept.
   * @throws DomainError 409 while one is in flight, or may be live and waits for a person, or is out and its post does not
   *         say so yet: a new approval must not send what may be out already, nor be without any effect
   */
  async #withdraw(tx: Tx, postId: string): Promise<void> {
    await this.#lock(tx, postId, true);
    const outOrMaybe = `state IN ('publishing', 'published', 'needs_attention')`;
    await this.#requireNone(tx, postId, outOrMaybe, 'publication_unresolved');
    await tx.query(
      `WITH held AS (
         UPDATE publication SET state = 'pending', stage = 'waiting', revision_id = NULL, due_at = NULL, wake_at = NULL, progress = '{}',
           fence = fence + 1, lease_until = NULL, last_error = NULL
         WHERE post_id = $1 AND state IN ('pending', 'failed', 'cancelled') RETURNING organisation_id, id
       )
       INSERT INTO publication_event (organisation_id, publication_id, actor, kind)
       SELECT organisation_id, id, 'lineup', 'withdrawn' FROM held`,
      [postId],
    );
    await this.#freePlaces(tx, postId);
  }

  /** What may be out already is looked up first: should it not be, it does not go out any more. */
  async #cancel(
    tx: Tx,
    { organisationId, postId }: { organisationId: string; postId: string },
  ): Promise<void> {
    await this.#lock(tx, postId, true);
    await tx.query(`UPDATE publication SET unwanted_at = now() WHERE post_id = $1 AND state = 'publishing'`, [
      postId,
    ]);
    await tx.query(
      `WITH cancelled AS (
         UPDATE publication SET state = 'cancelled', stage = 'done', wake_at = NULL, fence = fence + 1, lease_until = NULL
         WHERE post_id = $1 AND state IN ('pending', 'failed') RETURNING organisation_id, id
       )
       INSERT INTO publication_event (organisation_id, publication_id, actor, kind)
       SELECT organisation_id, id, 'lineup', 'cancelled' FROM cancelled`,
      [postId],
    );
    // The post was locked before its publications: the order that refreshing asks for.
    await alignPosts(tx, [{ organisationId, id: postId }]);
    await this.#freePlaces(tx, postId);
  }

  /** What the post will not take any more is free for those that wait for a place on the same channels. */
  async #freePlaces(tx: Tx, postId: string): Promise<void> {
    await tx.query(
      `UPDATE publication d SET wake_at = now(), queued_at = NULL FROM publication freed
       WHERE freed.post_id = $1 AND d.organisation_id = freed.organisation_id AND d.channel_id = freed.channel_id
         AND d.state = 'pending' AND d.stage = 'delayed'`,
      [postId],
    );
    await this.#wakeWorkers(tx);
  }

  /**
   * A channel works again: what waited for it is looked at now; deadlines are checked then. What waits until its network must
   * show a post goes on waiting: silence before that means nothing.
   */
  async #resume(tx: Tx, channelId: string): Promise<void> {
    await tx.query(
      'SELECT 1 FROM publication WHERE channel_id = $1 AND wake_at IS NOT NULL ORDER BY id FOR NO KEY UPDATE',
      [channelId],
    );
    await tx.query(
      `UPDATE publication SET wake_at = now(), queued_at = NULL
       WHERE channel_id = $1 AND wake_at IS NOT NULL
         AND (stage = 'held' OR stage IN ('reconciling', 'confirming', 'commenting') 
           AND (last_error->>'class' = 'auth' OR last_error->>'hint' = 'unread'))`,
      [channelId],
    );
    // What was prepared with the old access is prepared again with the new one.
    await tx.query(
      `UPDATE publication SET stage = 'waiting', fence = fence + 1, lease_until = NULL, queued_at = NULL
       WHERE channel_id = $1 AND state = 'pending' AND stage IN ('arming', 'armed')`,
      [channelId],
    );
    await this.#wakeWorkers(tx);
  }

  /** Nobody waits for its network any more: what was told to is looked at now. */
  async #release(tx: Tx, channelId: string, platform: string | null): Promise<void> {
    if (platform) await tx.query('SELECT lineup_wake_network($1)', [platform]);
    await tx.query(
      `WITH told AS (
         SELECT id FROM publication WHERE channel_id = $1 AND wake_at IS NOT NULL AND state = 'pending' AND stage = 'retrying'
           AND last_error->>'class' = 'rate_limited' ORDER BY id FOR NO KEY UPDATE
       ) UPDATE publication u SET wake_at = now(), queued_at = NULL FROM told WHERE u.id = told.id`,
      [channelId],
    );
    await this.#wakeWorkers(tx);
  }

  /**
   * Locks the publications of a post, in the order in which workers lock theirs (store.sql.ts), so that neither stands still
   * for the other.
   * @param places whether those that wait for a place which the post may free are changed, too
   */
  async #lock(tx: Tx, postId: string, places: boolean): Promise<void> {
    await tx.query(
      `SELECT 1 FROM publication WHERE id IN (
         SELECT id FROM publication WHERE post_id = $1
         UNION ALL SELECT d.id FROM publication freed JOIN publication d ON d.organisation_id = freed.organisation_id
           AND d.channel_id = freed.channel_id AND d.state = 'pending' AND d.stage = 'delayed'
         WHERE $2 AND freed.post_id = $1) ORDER BY id FOR NO KEY UPDATE`,
      [postId, places],
    );
  }

  /** To be asked with the publications locked, so that none of them fires between the question and what follows. */
  async #requireNone(tx: Tx, postId: string, condition: string, code: string): Promise<void> {
    const found = await tx.query<unknown[]>(
      `SELECT 1 FROM publication WHERE post_id = $1 AND ${condition} LIMIT 1`,
      [postId],
    );
    if (found.length > 0) throw conflict(code);
  }

  async #wakeWorkers(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_notify('lineup_due', '')`);
  }
}
