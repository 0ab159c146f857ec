import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import { decodeCursor, toPage } from '#lib/kernel';
import type { postQuery } from '../posts.schemas.js';
import { countPosts, findPosts } from './post-list.repository.js';

/** Every post that a person sees, in any state, newest change first. */
@Injectable()
export class ListPosts {
  constructor(private readonly database: Database) {}

  async run(who: Principal, query: z.output<typeof postQuery>) {
    const after = decodeCursor(query.cursor, 2);
    const filter = {
      organisationId: who.organisationId,
      nodes: visibleNodes(who),
      states: query.states ?? null,
      undated: query.undated,
      words: query.q ?? null,
    };
    const { rows, total } = await this.database.read(who.organisationId, async (tx) => ({
      rows: await findPosts(tx, filter, after, query.limit + 1),
      total: query.undated ? await countPosts(tx, filter) : null,
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
