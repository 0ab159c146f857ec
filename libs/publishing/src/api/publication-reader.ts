import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { AccountsService, mayAt, type Principal, visibleNodes } from '#lib/identity';
import { notFound } from '#lib/kernel';
import { FAILURE_CAUSES, hintMessage, HINTS, networkAddress } from '#lib/platforms';
import { WITHOUT_ACCESS } from '../rules/after-failure.js';
import { OPEN, statesFrom } from '../rules/publication-state.js';
import { PAUSED } from '../rules/stage.js';
import { findPublication } from './publications.repository.js';
import type { PublicationRow } from './publications.sql.js';

type Names = ReadonlyMap<string, { name: string }>;

/** Whether a person may see what belongs to an establishment. @param path from the root to the establishment */
export const sees = (who: Principal, path: readonly string[]): boolean => {
  const nodes = visibleNodes(who);
  return !nodes || nodes.some((node) => path.includes(node));
};

/** Publications as a person sees them. */
@Injectable()
export class PublicationReader {
  constructor(private readonly accounts: AccountsService) {}

  /** @throws DomainError 404, also for a publication that this person may not see */
  async find(tx: Tx, who: Principal, id: string): Promise<PublicationRow> {
    const row = await findPublication(tx, id);
    if (!row || !sees(who, row.path)) throw notFound('publication');
    return row;
  }

  async views(who: Principal, rows: readonly PublicationRow[]): Promise<object[]> {
    const asked = [...new Set(rows.flatMap(({ administrators }) => administrators))];
    const names: Names = asked.length > 0 ? await this.accounts.byId(asked) : new Map();
    return rows.map((row) => view(who, row, names));
  }
}

function view(
  who: Principal,
  { path, channelPath, administrators, accountId, wakeAt, lastError, ...row }: PublicationRow,
  names: Names,
) {
  const decides = mayAt(who, path, 'post.publish') && mayAt(who, channelPath, 'post.publish');
  const tried = row.attempts > 0 || PAUSED.includes(row.stage);
  return {
    ...row,
    // May be a row stored before addresses were checked.
    remoteUrl: networkAddress(row.platform, row.remoteUrl, accountId),
    dueAt: row.dueAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    latenessMs: row.publishedAt && row.dueAt ? row.publishedAt.getTime() - row.dueAt.getTime() : null,
    nextAttemptAt: OPEN.includes(row.state) && tried ? (wakeAt?.toISOString() ?? null) : null,
    lastError: lastError && {
      ...lastError,
      // A worker of an earlier release, which may still run while the machines are updated, writes none.
      cause: FAILURE_CAUSES.find((cause) => cause === lastError.cause) ?? 'network',
      hint: isHint(lastError.hint) ? hintMessage(who.locale, row.platform, lastError.hint) : lastError.hint,
    },
    may: {
      retry: decides && statesFrom('retry').includes(row.state),
      resolve: decides && statesFrom('resolve').includes(row.state),
    },
    reconnect:
      lastError && WITHOUT_ACCESS.includes(lastError.hint)
        ? {
            may: mayAt(who, channelPath, 'channel.manage'),
            ask: administrators.flatMap((id) => names.get(id)?.name ?? []),
          }
        : null,
  };
}

const isHint = (hint: string): hint is keyof (typeof HINTS)['fr'] => hint in HINTS.fr;
