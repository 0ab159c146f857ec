import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database, DomainEvents, tell, type Tx } from '#lib/database';
import { AuditService, type Principal } from '#lib/identity';
import { conflict, DomainError, forbidden, invalid, newId, type Page } from '#lib/kernel';
import {
  canonicalJson,
  type ComposedChannel,
  ComposeService,
  forgetContributors,
  type FrozenContent,
  getPost,
  isOwnWork,
  lockPost,
  type PostRow,
  requireVersion,
  PostsService,
  type PostView,
  type RevisionRow,
  revisionView,
  setPostState,
} from '#lib/posts';
import { type RevisionRecord, revisionRecordView, REVISIONS } from './revision-record.js';

const freeze = (post: PostRow, channels: readonly ComposedChannel[]): FrozenContent => ({
  schema: 1,
  title: post.title,
  formatId: post.formatId,
  channels: channels.map(({ channelId, platform, content, baseline }) => ({
    channelId,
    platform,
    content,
    baseline,
  })),
});

/** From a draft to a promise: what is submitted is frozen and hashed, and only that is approved. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly database: Database,
    private readonly posts: PostsService,
    private readonly composer: ComposeService,
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Freezes the post as it is now and asks for its approval.
   * @param version the version that was read (`If-Match`): nobody sends words they have not seen; null for whatever is there
   * @throws DomainError 412 when somebody changed it meanwhile, 422 `not_ready` with the problems for which a network would refuse it
   */
  submit(
    who: Principal,
    id: string,
    note: string | undefined,
    version: number | null = null,
  ): Promise<PostView> {
    return this.database.tenant(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      requireVersion(post, version);
      this.posts.require(who, post, 'submit');
      const channels = await this.composer.compose(tx, post);
      const blocking = this.composer
        .problems(post, channels, who.locale)
        .filter((problem) => problem.severity === 'error');
      if (blocking.length > 0) throw invalid(blocking, 'not_ready');
      const content = freeze(post, channels);
      const hash = createHash('sha256').update(canonicalJson(content)).digest('hex');
      const number = (post.revision?.number ?? 0) + 1;
      const revisionId = newId();
      await tx.query(
        `INSERT INTO revision (organisation_id, id, post_id, number, hash, content, submitted_by_id, submitted_by, note, submitted_by_email, submitted_via)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          who.organisationId,
          revisionId,
          id,
          number,
          hash,
          JSON.stringify(content),
          who.userId,
          who.userName,
          note ?? null,
          who.email,
          who.apiKey?.name ?? null,
        ],
      );
      await setPostState(tx, id, 'in_review');
      await this.audit.record(tx, who, 'post.submitted', id, {
        revision: number,
        hash,
        note: note ?? null,
      });
      await tell(tx, who.organisationId, 'post.submitted', { postId: id, revisionId, byId: who.userId });
      return this.posts.view(tx, who, id);
    });
  }

  /** @throws DomainError 409 when the hash is not the one under review: nobody approves what they have not read */
  approve(who: Principal, id: string, revisionHash: string, note: string | undefined): Promise<PostView> {
    return this.database.tenant(who.organisationId, async (tx) => {
      const post = await this.#underReview(tx, who, id, 'approve');
      const { revision } = post;
      if (revision.hash !== revisionHash) {
        throw conflict('not_under_review', {}, { revision: revisionView(revision) });
      }
      const lateness = this.composer.problems(post, [], who.locale).find(({ code }) => code === 'too_late');
      if (lateness) throw invalid([lateness], 'too_late');
      await this.#decide(tx, who, revision.id, 'approved', note);
      await forgetContributors(tx, id);
      await setPostState(tx, id, post.dueAt ? 'scheduled' : 'approved');
      await this.audit.record(tx, who, 'post.approved', id, {
        revision: revision.number,
        hash: revision.hash,
        note: note ?? null,
      });
      await tell(tx, who.organisationId, 'post.approved', {
        postId: id,
        revisionId: revision.id,
        byId: who.userId,
      });
      await this.events.emit(tx, 'post.approved', {
        organisationId: who.organisationId,
        postId: id,
        revisionId: revision.id,
        dueAt: post.dueAt,
      });
      return this.posts.view(tx, who, id);
    });
  }

  /** @throws DomainError 409 when a hash is named that is not the one under review: what was read is what is answered */
  requestChanges(who: Principal, id: string, note: string, revisionHash?: string): Promise<PostView> {
    return this.database.tenant(who.organisationId, async (tx) => {
      const { revision } = await this.#underReview(tx, who, id, 'requestChanges');
      if (revisionHash && revision.hash !== revisionHash) {
        throw conflict('not_under_review', {}, { revision: revisionView(revision) });
      }
      await this.#decide(tx, who, revision.id, 'changes_requested', note);
      await setPostState(tx, id, 'changes_requested');
      await this.audit.record(tx, who, 'post.changes_requested', id, {
        revision: revision.number,
        note,
      });
      await tell(tx, who.organisationId, 'post.changes_requested', {
        postId: id,
        revisionId: revision.id,
        byId: who.userId,
        note,
      });
      return this.posts.view(tx, who, id);
    });
  }

  /** Takes a post back before anybody decided. */
  withdraw(who: Principal, id: string, note: string | undefined): Promise<PostView> {
    return this.database.tenant(who.organisationId, async (tx) => {
      const post = await lockPost(tx, id);
      this.posts.require(who, post, 'withdraw');
      await this.posts.sendBack(tx, who, post, note ?? null);
      await tx.query('UPDATE post SET version = version + 1, updated_at = now() WHERE id = $1', [id]);
      return this.posts.view(tx, who, id);
    });
  }

  /** Every revision, newest first, with what it froze. */
  async revisions(who: Principal, id: string): Promise<Page<object>> {
    return this.database.read(who.organisationId, async (tx) => {
      await this.posts.view(tx, who, id);
      const rows = await tx.query<RevisionRecord[]>(REVISIONS, [id]);
      return { items: rows.map(revisionRecordView), nextCursor: null };
    });
  }

  async #underReview(
    tx: Tx,
    who: Principal,
    id: string,
    action: 'approve' | 'requestChanges',
  ): Promise<PostRow & { revision: RevisionRow }> {
    await lockPost(tx, id);
    const post = await getPost(tx, id);
    try {
      this.posts.require(who, post, action);
    } catch (error) {
      // Say which of the two reasons it is: the role suffices, the organisation's rule does not.
      if (
        error instanceof DomainError &&
        error.code === 'forbidden' &&
        action === 'approve' &&
        isOwnWork(who, post)
      ) {
        throw new DomainError(403, 'approver_is_author');
      }
      throw error;
    }
    if (!post.revision || post.revision.state !== 'pending') throw forbidden();
    return { ...post, revision: post.revision };
  }

  async #decide(
    tx: Tx,
    who: Principal,
    revisionId: string,
    state: 'approved' | 'changes_requested',
    note: string | undefined,
  ): Promise<void> {
    await tx.query(
      `UPDATE revision SET state = $2, decided_by = $3, decided_at = now(), decision_note = $4, decided_by_id = $5,
         decided_by_email = $6, decided_via = $7 WHERE id = $1`,
      [revisionId, state, who.userName, note ?? null, who.userId, who.email, who.apiKey?.name ?? null],
    );
  }
}
