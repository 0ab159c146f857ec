import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database, type Tx } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import { decodeCursor, toPage } from '#lib/kernel';
import type { postQuery } from './posts.schemas.js';
import type { PostState } from './rules/post-state.js';

type Query = z.output<typeof postQuery>;

interface Row {
  id: string;
  label: string;
  title: string;
  text: string;
  state: PostState;
  establishmentName: string;
  channelIds: string[];
  formatId: string | null;
  mediaIds: string[];
  version: number;
  updatedAt: Date;
  /** With its microseconds, which a `Date` would lose and the cursor needs. */
  moment: string;
  dueAt: Date | null;
  localTime: string | null;
  timeZone: string | null;
  authorId: string;
  authorName: string;
}

/** The states of a post that still wants a date; index `post_undated` has them. */
const UNDATED = `p.due_at IS NULL AND p.state IN ('draft', 'in_review', 'changes_requested', 'approved')`;

const like = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

/** Every post that a person sees, whatever its state, newest change first. */
@Injectable()
export class PostListService {
  constructor(private readonly database: Database) {}

  async list(who: Principal, query: Query) {
    const after = decodeCursor(query.cursor, 2);
    const filter = conditions(who, query);
    const { rows, total } = await this.database.read(who.organisationId, async (tx) => ({
      rows: await find(tx, filter, after, query.limit + 1),
      total: query.undated ? await count(tx, filter) : null,
    }));
    const page = toPage(
      rows,
      query.limit,
      (row) => [row.moment, row.id],
      ({ localTime, timeZone, authorId, authorName, moment: _, ...row }) => ({
        ...row,
        author: { id: authorId, name: authorName },
        schedule: localTime && timeZone ? { localTime, timeZone } : null,
        dueAt: row.dueAt?.toISOString() ?? null,
        updatedAt: row.updatedAt.toISOString(),
      }),
    );
    return { ...page, total };
  }
}

interface Filter {
  where: string;
  values: unknown[];
}

function conditions(who: Principal, { states, undated, q }: Query): Filter {
  const words = q
    ? `AND (p.title ILIKE $4 OR p.text ILIKE $4 OR EXISTS (SELECT 1 FROM post_variant v
         WHERE v.organisation_id = p.organisation_id AND v.post_id = p.id AND v.text ILIKE $4))`
    : 'AND $4::text IS NULL';
  return {
    where: `p.organisation_id = $1 AND ($2::text[] IS NULL OR p.state = ANY($2)) AND ($3::uuid[] IS NULL OR p.establishment_id = ANY(ARRAY(
        SELECT h.id FROM establishment h WHERE h.organisation_id = $1 AND h.path && $3)))
      ${words} ${undated ? `AND ${UNDATED}` : ''}`,
    values: [who.organisationId, states ?? null, visibleNodes(who), q ? like(q) : null],
  };
}

const FROM = `post p JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id`;

const find = (tx: Tx, filter: Filter, after: string[] | null, limit: number): Promise<Row[]> =>
  tx.query(
    `SELECT p.id, p.label, p.title, left(p.text, 400) AS text, p.state, p.due_at AS "dueAt", p.local_time AS "localTime",
       p.time_zone AS "timeZone", e.name AS "establishmentName", p.author_id AS "authorId", p.author_name AS "authorName",
       p.format_id AS "formatId", p.media_ids AS "mediaIds", p.updated_at AS "updatedAt", p.updated_at::text AS moment, p.version,
       ARRAY(SELECT v.channel_id FROM post_variant v WHERE v.organisation_id = p.organisation_id AND v.post_id = p.id
             ORDER BY v.position) AS "channelIds"
     FROM ${FROM}
     WHERE ${filter.where} AND ($5::timestamptz IS NULL OR (p.updated_at, p.id) < ($5, $6::uuid))
     ORDER BY p.updated_at DESC, p.id DESC LIMIT $7`,
    [...filter.values, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

async function count(tx: Tx, filter: Filter): Promise<number> {
  const [row] = await tx.query<{ total: number }[]>(
    `SELECT count(*)::int AS total FROM ${FROM} WHERE ${filter.where}`,
    filter.values,
  );
  return row?.total ?? 0;
}
