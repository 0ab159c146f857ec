import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { decodeCursor, notFound, toPage } from '#lib/kernel';
import { IsNull, LessThan } from 'typeorm';
import { Notification } from './notification.entity.js';
import { markAllRead, markRead, unreadOf } from './notifications.repository.js';
import { addressOf, wordsOf } from './rules/index.js';

interface ListQuery {
  limit: number;
  cursor?: string;
  unread?: 'true' | 'false';
}

/** A person's notifications in the application. Everyone sees only their own. */
@Injectable()
export class NotificationsService {
  constructor(private readonly database: Database) {}

  /** The latest first, with the number of all unread ones. */
  async list(who: Principal, query: ListQuery) {
    const after = decodeCursor(query.cursor, 1);
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const rows = await tx.find(Notification, {
        where: {
          organisationId: who.organisationId,
          userId: who.userId,
          inApp: true,
          ...(after?.[0] ? { id: LessThan(after[0]) } : {}),
          ...(query.unread === 'true' ? { readAt: IsNull() } : {}),
        },
        order: { id: 'DESC' },
        take: query.limit + 1,
      });
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => view(row, who.locale),
      );
      return { ...page, unread: await unreadOf(tx, who) };
    });
  }

  /** @throws DomainError 404 for a notification that is not the person's own */
  async read(who: Principal, id: string): Promise<{ unread: number }> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const found = await tx.existsBy(Notification, { id, userId: who.userId, inApp: true });
      if (!found) throw notFound('notification');
      await markRead(tx, who, id);
      return { unread: await unreadOf(tx, who) };
    });
  }

  readAll(who: Principal): Promise<{ unread: number }> {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      await markAllRead(tx, who);
      return { unread: await unreadOf(tx, who) };
    });
  }
}

const view = (row: Notification, locale: Principal['locale']) => ({
  id: row.id,
  kind: row.kind,
  ...wordsOf(row.kind, row.facts, row.count, locale),
  path: addressOf(row.kind, row.facts),
  count: row.count,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
});
