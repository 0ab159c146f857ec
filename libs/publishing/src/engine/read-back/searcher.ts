import { Inject, Injectable } from '@nestjs/common';
import { PlatformClient } from '#lib/channels';
import { Database } from '#lib/database';
import { CONFIG, type Config } from '#lib/kernel';
import { type KnowledgeGap, readSearch, type SearchResult } from '../../rules/after-search.js';
import { doneSteps, type Work } from '../claim/index.js';
import { StepIoFactory } from '../platform/index.js';
import { CLAIMED_IDS } from './searcher.sql.js';

/** Searches a network for a publication that may be out although this database does not know it. */
@Injectable()
export class Searcher {
  constructor(
    private readonly platforms: PlatformClient,
    private readonly stepIo: StepIoFactory,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * By the handle that a backup may contain, then by content. @throws PlatformError when the network could not be
   * read
   */
  async look(work: Work, doubt: KnowledgeGap, signal: AbortSignal): Promise<SearchResult> {
    if (doneSteps(work).length > 0) {
      const io = { ...this.stepIo.io(work, signal), since: doubt.since };
      const reading = await this.platforms.adapter(work.platform).reconcile(io);
      if (reading.found === 'yes' || (reading.found === 'unclear' && doubt.proven)) return reading;
    }
    return this.list(work, doubt, signal);
  }

  /** By content alone. @throws PlatformError when the network could not be read */
  async list(work: Work, doubt: KnowledgeGap, signal: AbortSignal): Promise<SearchResult> {
    const adapter = this.platforms.adapter(work.platform);
    const { since, at: until } = doubt;
    const found = await adapter.search({ ...this.stepIo.io(work, signal), since, until });
    const listedMs = this.config.VISIBILITY_DELAY_MS ?? adapter.listedWithinMs ?? adapter.visibilityDelayMs;
    const leftMs = listedMs - (work.doubtAgeMs ?? 0);
    return readSearch(found, await this.#claimed(work, found ?? []), doubt, leftMs);
  }

  /** Which of the remote ids belong to other publications of the channel. */
  async #claimed(work: Work, found: readonly { remoteId: string | null }[]): Promise<Set<string>> {
    if (found.length === 0) return new Set();
    const { organisationId, channelId, id } = work;
    const remoteIds = found.map(({ remoteId }) => remoteId);
    const rows = await CLAIMED_IDS.rows(this.database, { organisationId, channelId, remoteIds, id });
    return new Set(rows.map(({ remoteId }) => remoteId));
  }
}
