import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, failpoint } from '#lib/kernel';
import { afterRefusal } from '../../rules/after-failure.js';
import { leadMs } from '../../rules/lead.js';
import { overQuota } from '../../rules/obstacle.js';
import { settle } from '../../rules/settlement.js';
import { Outcomes } from '../follow/index.js';
import { PublicationStore, type Work } from '../claim/index.js';
import { QuotaPlaces } from '../platform/index.js';
import { Fire } from './fire.js';
import { PhaseRunner } from './phase-runner.js';

/** Arms a publication before it is due: runs every step that nobody sees, and leaves it ready to fire. */
@Injectable()
export class Arm {
  constructor(
    private readonly quotaPlaces: QuotaPlaces,
    private readonly phases: PhaseRunner,
    private readonly publications: PublicationStore,
    private readonly outcomes: Outcomes,
    private readonly fire: Fire,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws LostLease when this worker does not hold the publication any more */
  async run(work: Work, signal: AbortSignal): Promise<void> {
    const lead = leadMs(this.config.ARM_LEAD_SECONDS, work.content.type);
    const place = await this.quotaPlaces.find(work, lead);
    // Delayed by a quota of some post types only: armed ahead, it would make the channel's other posts wait.
    const armedAhead = place?.quota.types ? 0 : lead;
    if (place && place.inMs > armedAhead) {
      return this.outcomes.conclude(work, overQuota(work, place, armedAhead));
    }
    const placeAt = this.clock.monotonicMs() + (place?.inMs ?? 0);
    const unwritten = await this.phases.run(work, 'arm', signal, (detail) =>
      // Nothing of arming is visible, so it may be repeated after any failure.
      afterRefusal(work, { ...detail, refused: true }, Math.random(), false),
    );
    if (!unwritten) return;
    const armed = settle(work, {
      stage: 'armed',
      keep: true,
      progress: work.progress,
      lastError: null,
      journal: [...unwritten, { kind: 'armed' }],
    });
    await this.publications.keep(work, armed);
    await failpoint('after_armed', work.id);
    this.fire.ready(work, signal, placeAt);
  }
}
