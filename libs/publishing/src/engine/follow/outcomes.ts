import { Injectable } from '@nestjs/common';
import { failpoint } from '#lib/kernel';
import { settle, type Settlement } from '../../rules/settlement.js';
import { HeldLeases, LostLease, PublicationStore, type Work } from '../claim/index.js';
import { PublishingMetrics } from './metrics.js';
import { SettledPosts } from './settled-posts.js';

/** Writes settlements, and does what follows from them. */
@Injectable()
export class Outcomes {
  constructor(
    private readonly publications: PublicationStore,
    private readonly heldLeases: HeldLeases,
    private readonly posts: SettledPosts,
    private readonly metrics: PublishingMetrics,
  ) {}

  /**
   * Writes the settlement and gives up the publication, unless the settlement keeps it. @throws LostLease when it
   * was not held any more
   */
  async conclude(work: Work, settlement: Settlement): Promise<void> {
    await failpoint('before_outcome', work.id);
    const written = await this.publications.settle(work, settlement);
    await failpoint('after_outcome', work.id);
    if (!written) {
      this.heldLeases.drop(work);
      throw new LostLease();
    }
    this.metrics.settled(work, settlement);
    this.posts.touch(work.organisationId, work.postId);
    Object.assign(work, {
      state: settlement.state,
      stage: settlement.stage,
      readings: settlement.readings,
      intent: settlement.intent,
      remoteId: settlement.remoteId ?? work.remoteId,
    });
    if (!settlement.keep) this.heldLeases.drop(work);
  }

  /** Gives a publication back unchanged, free for any worker at once. */
  handBack(work: Work): Promise<void> {
    const stage = work.state === 'pending' ? 'waiting' : work.stage;
    return this.conclude(work, settle(work, { stage, wakeInMs: 0, journal: [] }));
  }

  /** Resolves once everything that follows from the settlements is done, too. */
  end(): Promise<void> {
    return this.posts.flush();
  }
}
