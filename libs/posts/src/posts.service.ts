import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database, DomainEvents, type Tx } from '#lib/database';
import { AuditService, type Principal, requireAt, visibleNodes } from '#lib/identity';
import { Clock, conflict, forbidden, newId, notFound } from '#lib/kernel';
import { requireVersion } from './etag.js';
import { ComposeService, listProblems } from './compose.service.js';
import { applyVariants, checkReferences, homeOf } from './post-writes.js';
import type { changePost, createPost } from './posts.schemas.js';
import { getPost, lockPost, type PostRow, variantsOf } from './posts.repository.js';
import { mayDo, postView, type PostView } from './posts.view.js';
import { editSendsBack, isFrozen, type PostAction, stateAllows } from './rules/post-state.js';
import { requireAhead, type Schedule, scheduleOf } from './schedule.js';

type Create = z.output<typeof createPost>;
type Change = z.output<typeof changePost>;

/** Members whose change is a change of what goes out, or of who decides it; the others only plan it. */
const CONTENT = [
  'title',
  'text',
  'link',
  'channelIds',
  'variants',
  'mediaIds',
  'formatId',
  'establishmentId',
] as const;

/** Writing posts: from an incomplete draft to what can be submitted. */
@Injectable()
export class PostsService {
  constructor(
    private readonly database: Database,
    private readonly composer: ComposeService,
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  create(who: Principal, input: Create): Promise<PostView> {
    return this.database.tenant(who.organisationId, (tx) => this.insert(tx, who, input));
  }

  /** A new draft, in the caller's transaction. */
  async insert(tx: Tx, who: Principal, input: Create): Promise<PostView> {
    const schedule = input.schedule ? scheduleOf(input.schedule) : null;
    await checkReferences(tx, who, input);
    const home = await homeOf(tx, who, input);
    requireAt(who, home.path, 'post.write');
    const id = newId();
    await tx.query(
      `INSERT INTO post (organisation_id, id, establishment_id, author_id, author_name, title, text, link, format_id,
           campaign_id, media_ids, audience_ids, tags, local_time, time_zone, due_at, utc_offset, schedule_ambiguous, contributor_ids)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, ARRAY[$4])`,
      [
        who.organisationId,
        id,
        home.id,
        who.userId,
        who.userName,
        input.title,
        input.text,
        input.link ?? null,
        input.formatId ?? null,
        input.campaignId ?? null,
        input.mediaIds ?? [],
        input.audienceIds ?? [],
        input.tags ?? [],
        schedule?.localTime ?? null,
        schedule?.timeZone ?? null,
        schedule?.dueAt ?? null,
        schedule?.utcOffset ?? null,
        schedule?.ambiguous ?? false,
      ],
    );
    await applyVariants(tx, who.organisationId, id, input.channelIds, input.variants ?? {});
    await this.audit.record(tx, who, 'post.created', id, { title: input.title });
    return this.view(tx, who, id);
  }

  get(who: Principal, id: string): Promise<PostView> {
    return this.database.read(who.organisationId, (tx) => this.view(tx, who, id));
  }

  /**
   * Changes what is named and nothing else. A change of content after submission or approval withdraws it.
   * @param version the version that was read (`If-Match`); null to change whatever is there
   * @throws DomainError 412 when someone changed it meanwhile, 422 for a new date that has passed, but in a draft
   */
  change(who: Principal, id: string, input: Change, version: number | null): Promise<PostView> {
    const schedule = input.schedule ? scheduleOf(input.schedule) : null;
    return this.database.tenant(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      requireVersion(post, version);
      const touchesContent = CONTENT.some((member) => input[member] !== undefined);
      this.require(who, post, touchesContent ? 'edit' : 'schedule');
      if (schedule && !touchesContent && editSendsBack(post.state) && !isDueAt(post, schedule)) {
        requireAhead(this.clock, schedule, 'schedule.localTime');
      }
      await checkReferences(tx, who, input, [
        ...post.mediaIds,
        ...post.variants.flatMap((v) => [v.channelId, ...(v.mediaIds ?? [])]),
      ]);
      if (input.establishmentId) requireAt(who, (await homeOf(tx, who, input)).path, 'post.write');
      await tx.query(
        `UPDATE post SET title = coalesce($2, title), text = coalesce($3, text),
           link = CASE WHEN $4 THEN $5 ELSE link END, format_id = CASE WHEN $6 THEN $7::uuid ELSE format_id END,
           campaign_id = CASE WHEN $8 THEN $9::uuid ELSE campaign_id END, media_ids = coalesce($10, media_ids),
           audience_ids = coalesce($11, audience_ids), tags = coalesce($12, tags),
           establishment_id = coalesce($13, establishment_id), version = version + 1, updated_at = now(),
           contributor_ids = CASE WHEN $14::text IS NULL OR $14 = ANY(contributor_ids) THEN contributor_ids
             ELSE contributor_ids || $14 END
         WHERE id = $1`,
        [
          id,
          input.title,
          input.text,
          input.link !== undefined,
          input.link ?? null,
          input.formatId !== undefined,
          input.formatId ?? null,
          input.campaignId !== undefined,
          input.campaignId ?? null,
          input.mediaIds,
          input.audienceIds,
          input.tags,
          input.establishmentId,
          touchesContent ? who.userId : null,
        ],
      );
      if (input.channelIds || input.variants) {
        const channelIds = input.channelIds ?? post.variants.map((v) => v.channelId);
        await applyVariants(tx, who.organisationId, id, channelIds, input.variants ?? variantsOf(post));
      }
      if (touchesContent) await this.#recordEdit(tx, who, post, input);
      if (touchesContent && editSendsBack(post.state)) await this.sendBack(tx, who, post, null);
      if (input.schedule !== undefined) await this.setSchedule(tx, who, id, schedule);
      return this.view(tx, who, id);
    });
  }

  async remove(who: Principal, id: string): Promise<void> {
    await this.database.tenant(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      this.require(who, post, 'delete');
      await this.events.emit(tx, 'post.deleting', { organisationId: who.organisationId, postId: id });
      await this.#supersede(tx, id);
      await tx.query('DELETE FROM post WHERE id = $1', [id]);
      await this.audit.record(tx, who, 'post.deleted', id, { title: post.label });
    });
  }

  /** What goes out on each channel: of a draft as it is now, of anything past that what was frozen. */
  preview(who: Principal, id: string) {
    return this.database.read(who.organisationId, async (tx) => {
      const post = await this.#visible(tx, who, id);
      const channels = await this.composer.shown(tx, post);
      const { revision } = post;
      return {
        revision:
          isFrozen(post.state) && revision
            ? { id: revision.id, number: revision.number, state: revision.state, hash: revision.hash }
            : null,
        channels: channels.map((c) => ({
          channelId: c.channelId,
          platform: c.platform,
          type: c.content.type,
          text: c.content.text,
          firstComment: c.content.firstComment,
          link: c.content.link,
          mediaIds: c.content.media.map((m) => m.id),
          count: c.count,
          limit: c.limit,
          baseline: c.baseline?.text ?? null,
          problems: listProblems([c], who.locale),
        })),
      };
    });
  }

  /** The post as the API shows it. @throws DomainError 404 when it is of a house the person does not see */
  async view(tx: Tx, who: Principal, id: string): Promise<PostView> {
    const post = await this.#visible(tx, who, id);
    return postView(who, post, this.composer.problems(post, await this.composer.shown(tx, post), who.locale));
  }

  /** @throws DomainError 409 when the state does not allow it, 403 when the role does not, 404 when it is not visible */
  require(who: Principal, post: PostRow, action: PostAction): void {
    requireVisible(who, post);
    if (mayDo(who, post, action)) return;
    if (!stateAllows(post.state, action)) throw conflict('state_forbids', { state: post.state });
    throw forbidden();
  }

  /** Writes the date of a post and tells those who act on it. */
  async setSchedule(tx: Tx, who: Principal, id: string, schedule: Schedule | null): Promise<void> {
    await tx.query(
      `UPDATE post SET local_time = $2, time_zone = $3, due_at = $4, utc_offset = $5, schedule_ambiguous = $6,
         state = CASE WHEN state IN ('approved', 'scheduled') THEN CASE WHEN $4::timestamptz IS NULL THEN 'approved' ELSE 'scheduled' END
                 ELSE state END
       WHERE id = $1`,
      [
        id,
        schedule?.localTime ?? null,
        schedule?.timeZone ?? null,
        schedule?.dueAt ?? null,
        schedule?.utcOffset ?? null,
        schedule?.ambiguous ?? false,
      ],
    );
    await this.audit.record(tx, who, 'post.scheduled', id, { ...schedule });
    const dueAt = schedule ? new Date(schedule.dueAt) : null;
    await this.events.emit(tx, 'post.rescheduled', { organisationId: who.organisationId, postId: id, dueAt });
  }

  /** Back to a draft: what was submitted or approved counts no more, and nothing of it goes out. */
  async sendBack(tx: Tx, who: Principal, post: PostRow, note: string | null): Promise<void> {
    await this.#supersede(tx, post.id);
    await tx.query(`UPDATE post SET state = 'draft', needs_attention = false WHERE id = $1`, [post.id]);
    await this.audit.record(tx, who, 'post.withdrawn', post.id, {
      from: post.state,
      ...(note && { note }),
    });
    await this.events.emit(tx, 'post.withdrawn', { organisationId: post.organisationId, postId: post.id });
  }

  async #supersede(tx: Tx, postId: string): Promise<void> {
    await tx.query(
      `UPDATE revision SET state = 'superseded' WHERE post_id = $1 AND state IN ('pending', 'approved')`,
      [postId],
    );
  }

  /** One entry for a stretch of writing: a person at work saves every few seconds. */
  async #recordEdit(tx: Tx, who: Principal, post: PostRow, input: Change): Promise<void> {
    const fields = CONTENT.filter((member) => input[member] !== undefined);
    const [last] = await tx.query<{ going: boolean }[]>(
      `SELECT action = 'post.edited' AND actor_id = $2 AND detail->>'state' = $3 AND detail->'fields' @> $4
         AND at > now() - interval '10 minutes' AS going
       FROM audit_entry WHERE subject_id = $1 ORDER BY id DESC LIMIT 1`,
      [post.id, who.userId, post.state, JSON.stringify(fields)],
    );
    if (last?.going) return;
    await this.audit.record(tx, who, 'post.edited', post.id, { state: post.state, fields });
  }

  async #visible(tx: Tx, who: Principal, id: string): Promise<PostRow> {
    const post = await getPost(tx, id);
    requireVisible(who, post);
    return post;
  }
}

/** Another house's post does not exist for those who see only theirs. */
function requireVisible(who: Principal, post: PostRow): void {
  const nodes = visibleNodes(who);
  if (nodes && !nodes.some((node) => post.path.includes(node))) throw notFound('post');
}

const isDueAt = (post: PostRow, schedule: Schedule): boolean =>
  post.dueAt?.getTime() === new Date(schedule.dueAt).getTime();
