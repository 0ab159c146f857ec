import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Network } from '#lib/channels';
import { Clock, CONFIG, type Config, LOGGER } from '#lib/kernel';
import type { Step, StepIo } from '#lib/platforms';
import { Admission } from '../quotas/admission.js';
import { afterCrashes } from '../rules/after-crashes.js';
import { afterUnconfirmed } from '../rules/after-confirming.js';
import { afterRefusal, afterUnknown } from '../rules/after-failure.js';
import { leadMs } from '../rules/lead.js';
import { contentObstacle, obstacleOf, overQuota } from '../rules/obstacle.js';
import { type JournalLine, settle, type Settlement, untilDeadline } from '../rules/settlement.js';
import { detailOf, LostLease, Stepper } from './arming.js';
import { failpoint } from './failpoint.js';
import { FirstComments } from './first-comments.js';
import { Holdings } from './holdings.js';
import { Lanes } from './lanes.js';
import { type Instant, LeaseCheck } from './lease-check.js';
import { PostStates } from './post-states.service.js';
import { PublishingMetrics } from './metrics.js';
import { Reconciler } from './reconciler.js';
import { StepIos } from './step-io.js';
import { Store } from './store.js';
import { GRANT_AHEAD_MS } from './store.sql.js';
import { Timers } from './timers.js';
import { Warmth } from './warmth.js';
import { doneSteps, type Work } from './work.js';

/** A lane that is busy in another process is asked again after this, ms; less often once it has been for a second. */
const LANE_RETRY_MS = 40;
const LANE_PATIENCE = 25;
const LANE_SLOW_RETRY_MS = 500;
/** Leave to make the visible call, on this process's monotonic clock (ms). */
interface Grant {
  asked: Instant;
  /** Not before. */
  instant: number;
  /** Made ready before the hour. */
  io: StepIo;
}
/** A refused last look is looked at again from the start after this, ms. */
const LOOK_AGAIN_MS = 1000;

/**
 * Delivers one publication: arm before its hour, fire at it, settle, confirm; and after a crash or a lost answer,
 * read the network back before anything else.
 */
@Injectable()
export class Delivery {
  readonly holdings = new Holdings();
  /** Told how long the network of a channel took to answer its visible call, ms. */
  onAnswer: (channelId: string, tookMs: number) => void = () => undefined;
  readonly #lanes = new Lanes();
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(
    private readonly store: Store,
    private readonly stepper: Stepper,
    private readonly ios: StepIos,
    private readonly network: Network,
    private readonly lease: LeaseCheck,
    private readonly admission: Admission,
    private readonly comments: FirstComments,
    private readonly reconciler: Reconciler,
    private readonly posts: PostStates,
    private readonly timers: Timers,
    private readonly warmth: Warmth,
    private readonly metrics: PublishingMetrics,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Works on a publication until it is armed or settled; firing goes on by itself at the due instant. */
  async work(organisationId: string, id: string): Promise<void> {
    await failpoint('before_claim', id);
    const work = await this.store.claim(organisationId, id);
    if (!work) return;
    await failpoint('after_claim', work.id);
    const signal = this.holdings.take(work);
    await this.#guard(work, this.#proceed(work, signal));
  }

  /** Nothing new becomes visible from now on; what is only prepared or read back stops at its next pause. */
  beginStop(): void {
    this.timers.clear();
    this.#stopping.abort(new Error('the worker stops'));
  }

  /** Waits for the visible calls in flight to be noted, then gives back everything else. */
  async stop(): Promise<void> {
    this.beginStop();
    while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
    await Promise.all(this.holdings.all().map((work) => this.#guard(work, this.#handBack(work))));
    await this.posts.flush();
  }

  /** As it stands, free for any worker at once. */
  #handBack(work: Work): Promise<void> {
    const stage = work.state === 'pending' ? 'waiting' : work.stage;
    return this.#conclude(work, settle(work, { stage, wakeInMs: 0, journal: [] }));
  }

  get inFlight(): number {
    return this.#running.size;
  }

  async #proceed(work: Work, signal: AbortSignal): Promise<void> {
    const crashed = afterCrashes(work);
    if (crashed) return this.#conclude(work, crashed);
    if (work.stage === 'commenting') return this.#comment(work, signal);
    if (work.state === 'publishing') {
      return work.intent ? this.#reconcile(work, signal) : this.#confirm(work, signal);
    }
    if (work.state !== 'pending') return this.#conclude(work, settle(work, { journal: [] }));
    // Before anything else, a post that is too late included: it may be out.
    if (work.doubt && work.wanted && work.channelState === 'connected') return this.#reconcile(work, signal);
    const obstacle = obstacleOf(work) ?? contentObstacle(work);
    if (obstacle) return this.#conclude(work, obstacle);
    const lead = leadMs(this.config.ARM_LEAD_SECONDS, work.content.type);
    const place = await this.admission.ask(work, lead);
    // A quota of one type alone must not keep the channel's other posts waiting behind what is armed already.
    const armedAhead = place?.quota.types ? 0 : lead;
    if (place && place.inMs > armedAhead) return this.#conclude(work, overQuota(work, place, armedAhead));
    await this.#arm(work, signal, place?.inMs ?? 0);
  }

  /** @param placeInMs when its network has a place for it, if that is after its hour */
  async #arm(work: Work, signal: AbortSignal, placeInMs: number): Promise<void> {
    const placeAt = this.clock.monotonicMs() + placeInMs;
    const steps = this.ios.plan(work);
    let unwritten: JournalLine[] | null;
    try {
      unwritten = await this.stepper.run(
        work,
        steps.filter((step) => step.phase === 'arm'),
        'arming',
        AbortSignal.any([signal, this.#stopping.signal]),
      );
    } catch (error) {
      if (error instanceof LostLease || signal.aborted) throw error;
      if (this.#stopping.signal.aborted) return this.#handBack(work);
      // Nothing of arming can be seen: whatever went wrong, it may be done again.
      return this.#conclude(
        work,
        afterRefusal(work, { ...detailOf(error), refused: true }, Math.random(), false),
      );
    }
    if (!unwritten) return this.holdings.drop(work);
    const armed = settle(work, {
      stage: 'armed',
      keep: true,
      progress: work.progress,
      lastError: null,
      journal: [...unwritten, { kind: 'armed' }],
    });
    if (!(await this.store.settle(work, armed))) throw new LostLease();
    await failpoint('after_armed', work.id);
    const fire = steps.find((step) => step.phase === 'fire');
    if (!fire) throw new Error(`The plan of ${work.platform} has no visible step`);
    this.warmth.expect(this.network.settings(work.platform).origin, work.dueAtMonotonic);
    this.timers.at(Math.max(work.dueAtMonotonic - GRANT_AHEAD_MS, placeAt), () =>
      this.#fire(work, fire, signal),
    );
  }

  #fire(work: Work, step: Step, signal: AbortSignal, tries = 0): void {
    const passed = this.#lanes.run(
      work.channelId,
      work,
      () => this.#grant(work, step, signal, tries),
      (grant) => this.#send(work, step, signal, grant),
    );
    this.#track(work, passed);
  }

  /** The last look and the written promise; null when the hour, the lane or a decision is in the way. */
  async #grant(work: Work, step: Step, signal: AbortSignal, tries: number): Promise<Grant | null> {
    if (signal.aborted || this.#stopping.signal.aborted) return null;
    const intent = { step: step.name, fence: work.fence, fingerprint: this.ios.fingerprint(work, step.name) };
    await failpoint('before_check', work.id);
    const asked = this.lease.now();
    const instant = await this.store.fire({ work, intent, quotas: this.admission.quotasOf(work) });
    if (instant === null) {
      await this.#notGranted(work, step, signal, tries);
      return null;
    }
    await failpoint('after_intent', work.id);
    work.state = 'publishing';
    work.stage = 'firing';
    work.attempts += 1;
    work.intent = { ...intent, at: '' };
    return { asked, instant, io: this.ios.io(work, signal) };
  }

  /** The one visible call. The channel's lane is free once it is answered; what follows from it is written meanwhile. */
  async #send(work: Work, step: Step, signal: AbortSignal, { asked, instant, io }: Grant): Promise<void> {
    this.metrics.fired();
    let settlement: Settlement;
    let sentAt = this.clock.monotonicMs();
    try {
      await this.timers.until(instant);
      sentAt = this.clock.monotonicMs();
      await this.lease.confirm(work, asked);
      const result = await this.ios.fire(work, step, io);
      if (result.state === 'wait') throw new Error(`The visible step ${step.name} may not wait`);
      await failpoint('after_answer', work.id);
      settlement = this.#accepted(work, step, result.output);
    } catch (error) {
      const detail = detailOf(error);
      // A duplicate may be our own earlier attempt, and anything unproven may be live: both are looked up, not repeated.
      settlement =
        detail.refused && detail.class !== 'duplicate'
          ? afterRefusal(work, detail, Math.random(), true)
          : afterUnknown(work, detail, this.reconciler.visibilityMs(work));
    }
    this.onAnswer(work.channelId, this.clock.monotonicMs() - sentAt);
    this.#track(work, this.#conclude(work, settlement, signal));
  }

  /** The network said yes. From here on nothing may repeat or fail the publication. */
  #accepted(work: Work, step: Step, output: Settlement['progress'][string]): Settlement {
    work.progress = { ...work.progress, [step.name]: output, $done: [...doneSteps(work), step.name] };
    const remote = this.network.adapter(work.platform).remotePost(work.progress, work.account);
    return settle(work, {
      state: 'publishing',
      stage: 'confirming',
      keep: true,
      accepted: true,
      intent: null,
      progress: work.progress,
      ...remote,
      journal: [{ kind: 'accepted', detail: { remoteId: remote.remoteId } }],
    });
  }

  async #notGranted(work: Work, step: Step, signal: AbortSignal, tries: number): Promise<void> {
    // Still ours: only its channel's lane, or a millisecond, was in the way. Else a decision overtook us.
    const ours = await this.store.renew([work]);
    if (!ours.has(work.id)) {
      this.holdings.drop(work);
      return;
    }
    const freeInMs = await this.store.laneFreeIn(work);
    if (freeInMs !== null && freeInMs < LOOK_AGAIN_MS) {
      if (this.#stopping.signal.aborted) return;
      const retryMs = tries < LANE_PATIENCE ? LANE_RETRY_MS : LANE_SLOW_RETRY_MS;
      this.timers.after(retryMs, () => this.#fire(work, step, signal, tries + 1));
      return;
    }
    const wakeInMs = untilDeadline(work, Math.max(LOOK_AGAIN_MS, freeInMs ?? 0));
    await this.#conclude(work, settle(work, { stage: 'waiting', wakeInMs, journal: [] }));
  }

  async #confirm(work: Work, signal: AbortSignal): Promise<void> {
    const steps = this.ios.plan(work).filter((step) => step.phase === 'confirm');
    const adapter = this.network.adapter(work.platform);
    const until = AbortSignal.any([signal, this.#stopping.signal]);
    let unwritten: JournalLine[] | null;
    try {
      unwritten = await this.stepper.run(work, steps, 'confirming', until);
    } catch (error) {
      if (error instanceof LostLease || signal.aborted) throw error;
      if (this.#stopping.signal.aborted) return this.#handBack(work);
      const settlement = afterUnconfirmed(work, detailOf(error), Math.random());
      if (settlement.state === 'published') Object.assign(settlement, this.#whatIsLeft(work, work.remoteId));
      return this.#conclude(work, settlement);
    }
    if (!unwritten) return this.holdings.drop(work);
    const remote = adapter.remotePost(work.progress, work.account);
    await this.#conclude(
      work,
      settle(work, {
        state: 'published',
        ...this.#whatIsLeft(work, remote.remoteId),
        ...remote,
        journal: [...unwritten, { kind: 'published', detail: { ...remote } }],
      }),
    );
  }

  /** A post that is out, however that was learnt, may still owe its first comment. */
  #whatIsLeft(work: Work, remoteId: string | null): Pick<Settlement, 'stage' | 'wakeInMs' | 'firstComment'> {
    const comments = this.network.adapter(work.platform).comment !== undefined;
    return work.content.firstComment !== null && comments && remoteId !== null
      ? { stage: 'commenting', wakeInMs: 0, firstComment: 'pending' }
      : { stage: 'done', wakeInMs: null, firstComment: 'none' };
  }

  async #reconcile(work: Work, signal: AbortSignal): Promise<void> {
    const { settlement, found } = await this.reconciler.read(work, signal);
    if (found) Object.assign(settlement, this.#afterFound(work, found.remoteId));
    await this.#conclude(work, settlement);
  }

  /** A handle that does not name the post yet means that the network still has it in work. */
  #afterFound(work: Work, remoteId: string | null): Partial<Settlement> {
    return remoteId === null
      ? { state: 'publishing', stage: 'confirming', wakeInMs: 0 }
      : this.#whatIsLeft(work, remoteId);
  }

  async #comment(work: Work, signal: AbortSignal): Promise<void> {
    await this.#conclude(work, await this.comments.deliver(work, signal));
  }

  /** Writes a settlement and does what follows from it. */
  async #conclude(work: Work, settlement: Settlement, signal?: AbortSignal): Promise<void> {
    await failpoint('before_outcome', work.id);
    const written = await this.store.settle(work, settlement);
    await failpoint('after_outcome', work.id);
    if (!written) {
      this.holdings.drop(work);
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
    if (!settlement.keep) {
      this.holdings.drop(work);
      return;
    }
    if (settlement.stage === 'confirming' && signal) this.#track(work, this.#confirm(work, signal));
  }

  /** Whatever goes wrong with one publication ends there: it is let go, and its lease with it. */
  async #guard(work: Work, running: Promise<void>): Promise<void> {
    try {
      await running;
    } catch (error) {
      this.holdings.drop(work);
      if (error instanceof LostLease) return;
      this.logger.error({ err: error, publication: work.id }, 'publication interrupted; its lease will end');
    }
  }

  #track(work: Work, running: Promise<void>): void {
    const guarded = this.#guard(work, running);
    this.#running.add(guarded);
    void guarded.finally(() => this.#running.delete(guarded));
  }
}
