import { Injectable } from '@nestjs/common';
import { PlatformClient } from '#lib/channels';
import type { RemotePost } from '#lib/platforms';
import { afterUnknown } from '../../rules/after-failure.js';
import { afterReading, afterUnreadable } from '../../rules/after-reading.js';
import { afterSearch, type KnowledgeGap, type SearchResult } from '../../rules/after-search.js';
import type { Settlement } from '../../rules/settlement.js';
import type { Work } from '../claim/index.js';
import { detailOf, StepIoFactory } from '../platform/index.js';
import { Searcher } from './searcher.js';

/** Found after a crash: an intent without an answer. */
const WORKER_LOST = {
  class: 'unknown',
  cause: 'interrupted',
  code: 'worker_lost',
  message: 'The worker ended before it could note the answer',
  refused: false,
} as const;

/** Result of a reading, and the settlement that follows. */
export interface Reading {
  settlement: Settlement;
  found: RemotePost | null;
}

/** Reads a network back to find out whether a visible step whose answer was lost took effect. */
@Injectable()
export class Reconciler {
  constructor(
    private readonly platforms: PlatformClient,
    private readonly stepIo: StepIoFactory,
    private readonly searcher: Searcher,
  ) {}

  /**
   * One reading. When the intent is found for the first time, only finding the post counts: not finding it proves
   * nothing until the network's visibility time is over.
   */
  async read(work: Work, signal: AbortSignal): Promise<Reading> {
    const visibilityMs = this.stepIo.visibilityMs(work);
    if (work.stage === 'firing') {
      const unknown = afterUnknown(work, WORKER_LOST, visibilityMs);
      return (
        (await this.#seenAtOnce(work, unknown, visibilityMs, signal)) ?? { settlement: unknown, found: null }
      );
    }
    try {
      return work.doubt && work.state === 'pending'
        ? await this.#search(work, work.doubt, signal)
        : await this.#readBack(work, visibilityMs, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return { settlement: afterUnreadable(work, detailOf(error), Math.random()), found: null };
    }
  }

  /** Most posts that a dead worker sent are visible already, and need not wait. Null unless the post is found. */
  async #seenAtOnce(
    work: Work,
    unknown: Settlement,
    visibilityMs: number,
    signal: AbortSignal,
  ): Promise<Reading | null> {
    try {
      const { settlement, found } = await this.#readBack(work, visibilityMs, signal);
      return (
        found && {
          settlement: { ...settlement, journal: [...unknown.journal, ...settlement.journal] },
          found,
        }
      );
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  }

  async #readBack(work: Work, visibilityMs: number, signal: AbortSignal): Promise<Reading> {
    const effect = this.stepIo.plan(work).find((step) => step.phase === 'fire')?.effect ?? 'once';
    const io = { ...this.stepIo.io(work, signal), since: work.firedAt ?? '' };
    const reading = await this.platforms.adapter(work.platform).reconcile(io);
    // A restored database does not know of a later attempt, which had another handle.
    const search =
      reading.found === 'no' && work.doubt ? await this.searcher.list(work, work.doubt, signal) : reading;
    if (search.found === 'later') return { settlement: afterSearch(work, search), found: null };
    const settlement = afterReading(work, search, effect, visibilityMs, Math.random());
    if (settlement.stage !== 'reconciling') settlement.doubtOver = true;
    return this.#reading(work, settlement, search);
  }

  async #search(work: Work, doubt: KnowledgeGap, signal: AbortSignal): Promise<Reading> {
    const search = await this.searcher.look(work, doubt, signal);
    return this.#reading(work, afterSearch(work, search), search);
  }

  /** Whether a post found after a restore has its comment is unknown, so the comment is looked for first. */
  #reading(work: Work, settlement: Settlement, search: SearchResult): Reading {
    if (search.found !== 'yes') return { settlement, found: null };
    return { settlement: work.doubt ? { ...settlement, commentIntent: true } : settlement, found: search };
  }
}
