import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { AccountsService, AuditService, mayAt, type Principal, requireAt, visibleNodes } from '#lib/identity';
import { conflict, decodeCursor, invalid, notFound, type Page, toPage } from '#lib/kernel';
import { hintMessage, HINTS, networkAddress, type Platform } from '#lib/platforms';
import type { PublicationState } from '../rules/publication-state.js';
import type { StoredError } from '../rules/settlement.js';
import { alignPosts } from '../align-posts.js';

/** Stages in which what comes next is another try. */
const PAUSED = ['retrying', 'delayed'];

interface Row {
  id: string;
  postId: string;
  platform: Platform;
  state: PublicationState;
  dueAt: Date | null;
  wakeAt: Date | null;
  publishedAt: Date | null;
  lastError: StoredError | null;
  firstComment: string;
  stage: string;
  attempts: number;
  remoteUrl: string | null;
  /** From the root to the post's establishment, and to the channel's: deciding here decides for both. */
  path: string[];
  channelPath: string[];
  /** Names of those who may connect the channel again. */
  administrators: string[];
}

type Names = ReadonlyMap<string, { name: string }>;

const SELECT = `SELECT u.id, u.post_id AS "postId", u.channel_id AS "channelId", c.platform, c.name AS "channelName",
    c.handle AS "channelHandle", u.state, u.stage, u.due_at AS "dueAt", u.wake_at AS "wakeAt", u.published_at AS "publishedAt",
    u.remote_id AS "remoteId", u.remote_url AS "remoteUrl", u.attempts, u.last_error AS "lastError",
    u.first_comment AS "firstComment", u.baseline, e.path, h.path AS "channelPath",
    CASE WHEN u.last_error->>'hint' IN ('reconnect', 'unread') THEN ARRAY(
      SELECT m.user_id FROM member m WHERE m.organisation_id = u.organisation_id AND m.role = 'admin' AND m.establishment_id = ANY(h.path)
      ORDER BY m.created_at LIMIT 3) ELSE '{}' END AS administrators
  FROM publication u
  JOIN channel c ON c.organisation_id = u.organisation_id AND c.id = u.channel_id
  JOIN establishment h ON h.organisation_id = c.organisation_id AND h.id = c.establishment_id
  JOIN post p ON p.organisation_id = u.organisation_id AND p.id = u.post_id
  JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id`;

/** What became of a post on each channel, and what a person decides when the engine cannot. */
@Injectable()
export class PublicationsService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly accounts: AccountsService,
  ) {}

  async ofPost(who: Principal, postId: string): Promise<Page<object>> {
    return this.database.read(who.organisationId, async (tx) => {
      const [post] = await tx.query<{ path: string[] }[]>(
        `SELECT e.path FROM post p JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id WHERE p.id = $1`,
        [postId],
      );
      const nodes = visibleNodes(who);
      if (!post || (nodes && !nodes.some((node) => post.path.includes(node)))) throw notFound('post');
      const rows = await tx.query<Row[]>(`${SELECT} WHERE u.post_id = $1 ORDER BY c.platform, c.name, u.id`, [
        postId,
      ]);
      return { items: await this.#views(who, rows), nextCursor: null };
    });
  }

  /** One more attempt for a publication that failed. @throws DomainError 409 in any other state */
  async retry(who: Principal, id: string): Promise<object> {
    return this.#decide(who, id, 'failed', async (tx, row) => {
      await tx.query(
        `UPDATE publication SET state = 'pending', stage = 'retrying', wake_at = now(), queued_at = NULL, attempts = 0, readings = 0,
           last_error = NULL, intent = NULL, fence = fence + 1, lease_until = NULL, due_at = greatest(due_at, now()),
           -- Accepted and refused afterwards: its handles are used up, everything starts anew.
           progress = CASE WHEN published_at IS NULL THEN progress ELSE '{}' END, published_at = NULL, remote_id = NULL,
           remote_url = NULL, comment_intent_at = NULL, comment_attempts = 0, unwanted_at = NULL
         WHERE id = $1`,
        [id],
      );
      await this.#journal(tx, who, id, 'retried', {});
      await this.audit.record(tx, who, 'publication.retried', id, { postId: row.postId });
    });
  }

  /**
   * A person looked at the account and says whether the post is there: what no machine could tell.
   * @param remoteUrl address of the live post, when the outcome is `published`
   */
  async resolve(
    who: Principal,
    id: string,
    outcome: 'published' | 'not_published',
    remoteUrl: string | null,
  ): Promise<object> {
    return this.#decide(who, id, 'needs_attention', async (tx, row) => {
      const address = remoteUrl && networkAddress(row.platform, remoteUrl);
      if (remoteUrl && !address) throw invalid([{ path: 'remoteUrl', code: 'remote_url_foreign' }]);
      await tx.query(
        outcome === 'published'
          ? `UPDATE publication SET state = 'published', stage = 'done', wake_at = NULL, intent = NULL, fence = fence + 1,
               published_at = coalesce(published_at, fired_at, now()), remote_url = coalesce($2, remote_url), last_error = NULL WHERE id = $1`
          : `UPDATE publication SET state = 'failed', stage = 'done', wake_at = NULL, intent = NULL, fence = fence + 1,
               remote_url = coalesce($2, remote_url) WHERE id = $1`,
        [id, address],
      );
      await this.#journal(tx, who, id, 'resolved', { outcome, remoteUrl: address });
      await this.audit.record(tx, who, 'publication.resolved', id, {
        postId: row.postId,
        outcome,
        remoteUrl: address,
      });
    });
  }

  async journal(
    who: Principal,
    id: string,
    query: { limit: number; cursor?: string | undefined },
  ): Promise<Page<object>> {
    const after = decodeCursor(query.cursor, 1);
    const rows = await this.database.read(who.organisationId, async (tx) => {
      await this.#find(tx, who, id);
      return tx.query<{ id: string; at: Date }[]>(
        `SELECT id, at, actor, kind, detail FROM publication_event
         WHERE publication_id = $1 AND ($2::bigint IS NULL OR id > $2) ORDER BY id LIMIT $3`,
        [id, after?.[0] ?? null, query.limit + 1],
      );
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => ({ ...row, at: row.at.toISOString() }),
    );
  }

  async #decide(
    who: Principal,
    id: string,
    from: PublicationState,
    write: (tx: Tx, row: Row) => Promise<void>,
  ): Promise<object> {
    const row = await this.database.tenant(who.organisationId, async (tx) => {
      await tx.query('SELECT 1 FROM publication WHERE id = $1 FOR UPDATE', [id]);
      const found = await this.#find(tx, who, id);
      for (const path of [found.path, found.channelPath]) requireAt(who, path, 'post.publish');
      if (found.state !== from) throw conflict('publication_state_forbids', { state: found.state });
      await write(tx, found);
      await tx.query(`SELECT pg_notify('lineup_due', '')`);
      return found;
    });
    return this.database.tenant(who.organisationId, async (tx) => {
      await alignPosts(tx, [{ organisationId: who.organisationId, id: row.postId }]);
      const [view] = await this.#views(who, [await this.#find(tx, who, id)]);
      return view as object;
    });
  }

  async #views(who: Principal, rows: Row[]) {
    const asked = [...new Set(rows.flatMap(({ administrators }) => administrators))];
    const names: Names = asked.length > 0 ? await this.accounts.byId(asked) : new Map();
    return rows.map((row) => this.#view(who, row, names));
  }

  async #find(tx: Tx, who: Principal, id: string): Promise<Row> {
    const [row] = await tx.query<Row[]>(`${SELECT} WHERE u.id = $1`, [id]);
    const nodes = visibleNodes(who);
    if (!row || (nodes && !nodes.some((node) => row.path.includes(node)))) throw notFound('publication');
    return row;
  }

  async #journal(tx: Tx, who: Principal, id: string, kind: string, detail: object): Promise<void> {
    await tx.query(
      'INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail) VALUES ($1, $2, $3, $4, $5)',
      [who.organisationId, id, who.userName, kind, JSON.stringify(detail)],
    );
  }

  #view(who: Principal, { path, channelPath, administrators, wakeAt, lastError, ...row }: Row, names: Names) {
    const editor = mayAt(who, path, 'post.publish') && mayAt(who, channelPath, 'post.publish');
    const open = row.state === 'pending' || row.state === 'publishing';
    return {
      ...row,
      // Kept before addresses were checked.
      remoteUrl: networkAddress(row.platform, row.remoteUrl),
      dueAt: row.dueAt?.toISOString() ?? null,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      latenessMs: row.publishedAt && row.dueAt ? row.publishedAt.getTime() - row.dueAt.getTime() : null,
      nextAttemptAt:
        open && (row.attempts > 0 || PAUSED.includes(row.stage)) ? (wakeAt?.toISOString() ?? null) : null,
      lastError: lastError && {
        ...lastError,
        hint: isHint(lastError.hint) ? hintMessage(who.locale, row.platform, lastError.hint) : lastError.hint,
      },
      may: { retry: editor && row.state === 'failed', resolve: editor && row.state === 'needs_attention' },
      reconnect:
        lastError?.hint === 'reconnect' || lastError?.hint === 'unread'
          ? {
              may: mayAt(who, channelPath, 'channel.manage'),
              ask: administrators.flatMap((id) => names.get(id)?.name ?? []),
            }
          : null,
    };
  }
}

const isHint = (hint: string): hint is keyof (typeof HINTS)['fr'] => hint in HINTS.fr;
