import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database, withLongTimeout, type Tx } from '#lib/database';
import { CONFIG, type Config, LOGGER } from '#lib/kernel';
import { MARK_IN_DOUBT, FIRST_RUN, type LastRun, NOTE_RUN, READ_LAST_RUN } from './restore-watch.sql.js';

/** After this time without a worker, the database may be an older copy of itself, s. A restart takes less. */
const QUIET_S = 120;

/**
 * Notices that the database is not the one that workers last used, or that no worker ran for minutes. What may have
 * gone out since is searched for on its network before it is sent, so that restoring a backup publishes nothing
 * twice.
 */
@Injectable()
export class RestoreWatch {
  #checked: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Resolves once this process has checked; nothing may be claimed before. @throws Error while the database does not
   * answer
   */
  ready(): Promise<void> {
    this.#checked ??= this.check().catch((error: unknown) => {
      this.#checked = null;
      throw error;
    });
    return this.#checked;
  }

  /** Notes that a worker is alive, and checks whether the database was exchanged meanwhile. */
  check(): Promise<void> {
    return this.database.system(async (tx) => {
      if (await FIRST_RUN.row(tx)) return;
      const lastRun = await READ_LAST_RUN.row(tx);
      if (lastRun) await this.#examine(tx, lastRun);
      await NOTE_RUN.rows(tx);
    });
  }

  async #examine(tx: Tx, { same, aliveAt, quietS }: LastRun): Promise<void> {
    if (same && quietS < Math.max(QUIET_S, 3 * this.config.LEASE_SECONDS)) return;
    const doubted = await markInDoubtSince(tx, aliveAt, !same);
    this.logger.warn(
      { since: aliveAt, restored: !same, publications: doubted },
      'the database may be older than what went out; its publications are searched for before they are sent',
    );
  }
}

/**
 * Marks as in doubt what may have gone out since an instant.
 * @param proven true when it was restored; false when it may only have been stopped
 * @returns how many will be searched for
 */
export async function markInDoubtSince(tx: Tx, since: Date, proven: boolean): Promise<number> {
  // With the usual statement timeout, a retry would only run into it again.
  const row = await withLongTimeout(tx, () => MARK_IN_DOUBT.row(tx, { since, proven }));
  return row?.doubted ?? 0;
}
