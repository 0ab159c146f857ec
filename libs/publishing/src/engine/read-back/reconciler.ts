import { Injectable } from '@nestjs/common';
import { Network } from '#lib/channels';
import type { RemotePost } from '#lib/platforms';
import { afterUnknown } from '../../rules/after-failure.js';
import { afterReading, afterUnreadable } from '../../rules/after-reading.js';
import { afterSearch, type Doubt, type Search } from '../../rules/after-search.js';
import type { Settlement } from '../../rules/settlement.js';
import type { Work } from '../hold/index.js';
import { detailOf, StepIos } from '../reach/index.js';
import { Searcher } from './searcher.js';

/** Found after a crash: the promise stands and its answer is lost. */
const WORKER_LOST = {
  class: 'unknown',
  code: 'worker_lost',
  message: 'The worker ended before it could note the answer',
  refused: false,
} as const;

/** What a reading says, and what becomes of the publication. */
export interface Reading {
  settlement: Settlement;
  found: RemotePost | null;
}

/** Reads a network back for what nobody knows: whether a visible step whose answer was lost was made. */
@Injectable()
export class Reconciler {
  constructor(
    private readonly network: Network,
    private readonly ios: StepIos,
    private readonly searcher: Searcher,
  ) {}

  /**
   * One reading. Of a promise that is found for the first time only a yes counts: before its silence means anything, the
   * network is given the time it may need to show what it has.
   */
  async read(work: Work, signal: AbortSignal): Promise<Reading> {
    const visibilityMs = this.ios.visibilityMs(work);
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

  /** Most posts that a dead worker sent are there to be seen: they need not wait. Null for anything but a yes. */
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
    const effect = this.ios.plan(work).find((step) => step.phase === 'fire')?.effect ?? 'once';
    const io = { ...this.ios.io(work, signal), since: work.firedAt ?? '' };
    const reading = await this.network.adapter(work.platform).reconcile(io);
    // Another attempt, of which a restored database knows nothing, had another handle.
    const search =
      reading.found === 'no' && work.doubt ? await this.searcher.list(work, work.doubt, signal) : reading;
    if (search.found === 'later') return { settlement: afterSearch(work, search), found: null };
    const settlement = afterReading(work, search, effect, visibilityMs, Math.random());
    if (settlement.stage !== 'reconciling') settlement.doubtOver = true;
    return this.#reading(work, settlement, search);
  }

  async #search(work: Work, doubt: Doubt, signal: AbortSignal): Promise<Reading> {
    const search = await this.searcher.look(work, doubt, signal);
    return this.#reading(work, afterSearch(work, search), search);
  }

  /** Of a post that was found after a restore nobody knows whether its comment is there: it is looked for first. */
  #reading(work: Work, settlement: Settlement, search: Search): Reading {
    if (search.found !== 'yes') return { settlement, found: null };
    return { settlement: work.doubt ? { ...settlement, commentIntent: true } : settlement, found: search };
  }
}
