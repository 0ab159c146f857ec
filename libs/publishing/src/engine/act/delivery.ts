import { Injectable } from '@nestjs/common';
import { failpoint } from '#lib/kernel';
import { afterCrashes } from '../../rules/after-crashes.js';
import { contentObstacle, obstacleOf } from '../../rules/obstacle.js';
import { settle, type Settlement } from '../../rules/settlement.js';
import { Outcomes } from '../follow/index.js';
import { HeldLeases, PublicationStore, type Work } from '../claim/index.js';
import { Reconciler } from '../read-back/index.js';
import { Arm } from './arm.js';
import { Confirm } from './confirm.js';
import { FirstComments } from './first-comments.js';
import { RunsInProgress } from './runs-in-progress.js';

/**
 * Delivers one publication: arm before it is due, fire when it is due, settle, confirm. After a crash or a lost
 * answer it reads the network back before it does anything else.
 */
@Injectable()
export class Delivery {
  constructor(
    private readonly publications: PublicationStore,
    private readonly heldLeases: HeldLeases,
    private readonly arm: Arm,
    private readonly confirm: Confirm,
    private readonly reconciler: Reconciler,
    private readonly comments: FirstComments,
    private readonly outcomes: Outcomes,
    private readonly runs: RunsInProgress,
  ) {}

  /** Works on a publication until it is armed or settled; firing goes on by itself at the due instant. */
  async work(organisationId: string, id: string): Promise<void> {
    await failpoint('before_claim', id);
    const work = await this.publications.claim(organisationId, id);
    if (!work) return;
    await failpoint('after_claim', work.id);
    const signal = this.heldLeases.take(work);
    await this.runs.guard(work, this.#proceed(work, signal));
  }

  /** Starts no visible call from now on; arming and reading back stop at their next pause. */
  beginStop(): void {
    this.runs.beginStop();
  }

  /** Waits until the visible calls in flight are written down, then gives back everything else. */
  async stop(): Promise<void> {
    this.beginStop();
    await this.runs.over();
    const held = this.heldLeases.all();
    await Promise.all(held.map((work) => this.runs.guard(work, this.outcomes.handBack(work))));
    await this.outcomes.end();
  }

  async #proceed(work: Work, signal: AbortSignal): Promise<void> {
    const crashed = afterCrashes(work);
    if (crashed) return this.outcomes.conclude(work, crashed);
    if (work.stage === 'commenting') return this.#comment(work, signal);
    if (work.state === 'publishing') {
      return work.intent ? this.#readBack(work, signal) : this.confirm.run(work, signal);
    }
    if (work.state !== 'pending') return this.outcomes.conclude(work, settle(work, { journal: [] }));
    // First of all, even for a post that is too late, because it may be out.
    if (work.doubt && work.wanted && work.channelState === 'connected') return this.#readBack(work, signal);
    const obstacle = obstacleOf(work) ?? contentObstacle(work);
    if (obstacle) return this.outcomes.conclude(work, obstacle);
    await this.arm.run(work, signal);
  }

  async #comment(work: Work, signal: AbortSignal): Promise<void> {
    await this.outcomes.conclude(work, await this.comments.deliver(work, signal));
  }

  async #readBack(work: Work, signal: AbortSignal): Promise<void> {
    const { settlement, found } = await this.reconciler.read(work, signal);
    if (found) Object.assign(settlement, this.#afterFound(work, found.remoteId));
    await this.outcomes.conclude(work, settlement);
  }

  /** A handle that does not name the post yet means that the network is still processing it. */
  #afterFound(work: Work, remoteId: string | null): Partial<Settlement> {
    return remoteId === null
      ? { state: 'publishing', stage: 'confirming', wakeInMs: 0 }
      : this.comments.owed(work, remoteId);
  }
}
