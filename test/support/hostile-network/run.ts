import {
  type Json,
  type Platform,
  type PlatformAdapter,
  PlatformError,
  type Reconciliation,
  type Step,
  type StepIo,
} from '#lib/platforms';
import { OWN_WORD } from './answers.js';
import { blames, faultsOf, isShown } from './judge.js';
import type { Random } from './random.js';
import type { HostileNetwork } from './server.js';

/** When the network is hostile: while all is made ready, at the visible call, at the reading after it, or afterwards. */
export const MOMENTS = ['arm', 'fire', 'reading', 'confirm', 'account'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Trial {
  platform: Platform;
  adapter: PlatformAdapter;
  io: Omit<StepIo, 'progress'>;
  network: HostileNetwork;
  kind: string;
  moment: Moment;
  /** Whether the network does what it was asked, and only its answer is spoilt. */
  forwarded: boolean;
  random: Random;
  /** Posts that the account shows. */
  shown(): number;
  /** Longest time that one act may take, ms. */
  boundMs: number;
}

type Outcome = { value: unknown } | { error: unknown };

/** Longest wait between two tries of a trial, ms: the stand-in's own pace is some hundredths of a second. */
const PAUSE_MS = 40;
const MOST_RUNS = 60;

/** Publishes one post as the engine would, the network hostile at one moment and honest before and after. */
export class Run {
  readonly faults: string[] = [];
  #progress: Record<string, Json> = {};

  constructor(private readonly trial: Trial) {}

  /** @returns what went wrong, by the judges */
  async play(): Promise<string[]> {
    const { trial } = this;
    const { adapter, io, moment } = trial;
    const since = new Date(Date.now() - 1_000).toISOString();
    if (moment === 'account') {
      await this.#act(true, () => adapter.account(io));
      await this.#act(true, () => adapter.search({ ...io, progress: {}, since, until: since }));
    }
    if (moment === 'arm') await this.#steps('arm', true);
    if (await this.#steps('arm', false)) await this.#fire(since);
    if (trial.shown() > 1) this.faults.push(`${trial.shown()} posts`);
    if (trial.network.strayed > 0) this.faults.push('went elsewhere');
    return this.faults;
  }

  async #fire(since: string): Promise<void> {
    const { adapter, moment, io } = this.trial;
    const lost = moment === 'reading';
    for (let attempt = 0; attempt < 3; attempt++) {
      const fired = await this.#fireOnce(attempt === 0 && (moment === 'fire' || lost), lost);
      if (!('error' in fired)) return this.#confirm();
      const { error } = fired;
      if (!(error instanceof PlatformError)) return;
      if (error.detail.refused) {
        // What the network says in its own words is believed, a lie too.
        const believed = OWN_WORD.has(this.trial.kind);
        if (this.trial.shown() > 0 && attempt === 0 && !believed) {
          this.faults.push(`refused, and shown: ${error.message}`);
        }
        if (error.detail.class !== 'transient') return;
        if (error.detail.restartFrom) this.#progress = {};
        if (!(await this.#steps('arm', false))) return;
        continue;
      }
      const read = (): Promise<Reconciliation> =>
        adapter.reconcile({ ...io, progress: this.#progress, since });
      if (lost) await this.#judgeReading(await this.#act(true, read));
      const reading = await this.#act(false, read);
      await this.#judgeReading(reading);
      const found = 'value' in reading ? (reading.value as Reconciliation).found : 'unclear';
      if (found !== 'no') return;
    }
  }

  async #judgeReading(reading: Outcome): Promise<void> {
    if (!('value' in reading)) return;
    const said = reading.value as Reconciliation;
    if (said.found === 'yes' && !(await this.#isShownSoon())) this.faults.push('found what is not there');
    if (said.found === 'no' && this.trial.shown() > 0) this.faults.push('did not find what is there');
    if (
      said.found === 'yes' &&
      !isShown(this.trial.platform, said.remoteUrl, this.trial.io.account.remoteId)
    ) {
      this.faults.push('address');
    }
  }

  /** A video is shown once it has been processed. */
  async #isShownSoon(): Promise<boolean> {
    for (let looks = 0; looks < 20 && this.trial.shown() === 0; looks++) {
      await new Promise((next) => setTimeout(next, PAUSE_MS));
    }
    return this.trial.shown() > 0;
  }

  async #fireOnce(hostile: boolean, lost: boolean): Promise<Outcome> {
    const step = this.#plan('fire')[0];
    if (!step) throw new Error('no visible step');
    return this.#act(hostile, () => this.#run(step), lost ? { kind: 'cut short', forwarded: true } : {});
  }

  async #confirm(): Promise<void> {
    const { trial } = this;
    if (trial.moment === 'confirm') await this.#steps('confirm', true);
    await this.#steps('confirm', false);
    const { remoteUrl } = trial.adapter.remotePost(this.#progress, trial.io.account);
    this.faults.push(...faultsOf(this.#progress, this.#secrets));
    if (!isShown(trial.platform, remoteUrl, trial.io.account.remoteId)) this.faults.push('address');
  }

  /** @returns whether all steps of a phase are done */
  async #steps(phase: Step['phase'], hostile: boolean): Promise<boolean> {
    for (const step of this.#plan(phase)) {
      for (let runs = 0; ; runs++) {
        const done = await this.#act(hostile, () => this.#run(step));
        if ('error' in done || runs > MOST_RUNS) return false;
        if (done.value === 'done') break;
        if (hostile && runs > 2) return false;
        await new Promise((next) => setTimeout(next, PAUSE_MS));
      }
    }
    return true;
  }

  #plan(phase: Step['phase']): Step[] {
    return this.trial.adapter.plan(this.trial.io.content).filter((step) => step.phase === phase);
  }

  async #run(step: Step): Promise<string> {
    const result = await step.run({ ...this.trial.io, progress: this.#progress });
    if (result.output !== undefined) this.#progress[step.name] = result.output;
    this.faults.push(...faultsOf(result, this.#secrets));
    return result.state;
  }

  /** One act, judged: how long it took, what it gave or threw. */
  async #act(
    hostile: boolean,
    act: () => Promise<unknown>,
    over: { kind?: string; forwarded?: boolean } = {},
  ): Promise<Outcome> {
    const { network, kind, forwarded, random, boundMs } = this.trial;
    network.malice = hostile ? { kind, forwarded, random, secretsOf: () => this.#secrets, ...over } : null;
    const start = performance.now();
    const outcome = await act().then(
      (value): Outcome => ({ value }),
      (error: unknown): Outcome => ({ error }),
    );
    network.malice = null;
    if (performance.now() - start > boundMs) this.faults.push('took too long');
    const told = 'error' in outcome ? outcome.error : outcome.value;
    this.faults.push(...faultsOf(told, this.#secrets));
    if (hostile && blames(told, over.kind ?? kind)) {
      this.faults.push(`blames: ${told instanceof Error ? told.message.slice(0, 200) : ''}`);
    }
    return outcome;
  }

  get #secrets(): string[] {
    const { accessToken, refreshToken } = this.trial.io.credential;
    return [accessToken, ...(refreshToken ? [refreshToken] : [])];
  }
}
