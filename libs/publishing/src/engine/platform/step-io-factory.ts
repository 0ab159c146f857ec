import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { PlatformClient, openCredential } from '#lib/channels';
import { Clock, CONFIG, type Config, failpoint, Vault } from '#lib/kernel';
import { MediaStorage, signMediaAddress } from '#lib/media';
import {
  DEFAULT_TIMEOUT_MS,
  type MediaFacts,
  type PlatformHttp,
  type PlatformRequest,
  type PlatformResponse,
  type RemotePost,
  type Step,
  type StepIo,
  type StepResult,
} from '#lib/platforms';
import type { Work } from '../claim/index.js';
import { PacedHttp } from './paced-http.js';
import { preparedContent, PreparedMedia } from './prepared-media.js';

/** Networks may fetch a medium again while they process it: a day, seconds. */
const ADDRESS_LIFE_S = 86_400;

/** Makes the `StepIo` with which an adapter delivers one publication. */
@Injectable()
export class StepIoFactory {
  constructor(
    private readonly platforms: PlatformClient,
    private readonly vault: Vault,
    private readonly storage: MediaStorage,
    private readonly prepared: PreparedMedia,
    @Inject(PacedHttp) private readonly paced: Pick<PacedHttp, 'of'>,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  plan(work: Work): Step[] {
    const adapter = this.platforms.adapter(work.platform);
    return this.prepared.plan(work, (content) => adapter.plan(content));
  }

  /**
   * Runs the visible step with what was prepared for it. It ends, answered or not, before the lease can expire, so
   * that no second worker claims the publication while the call is in flight.
   */
  fire(work: Work, step: Step, io: StepIo): Promise<StepResult> {
    const endsAt = this.clock.monotonicMs() + this.config.LEASE_SECONDS * 800;
    const http: StepIo['http'] = {
      warm: (origin, count) => io.http.warm(origin, count),
      send: (request, signal) => {
        const leftMs = Math.max(1, endsAt - this.clock.monotonicMs());
        const timeoutMs = Math.min(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, leftMs);
        return this.#sendVisible(work.id, io.http, { ...request, timeoutMs }, signal);
      },
    };
    return step.run({ ...io, http });
  }

  async #sendVisible(
    id: string,
    http: PlatformHttp,
    request: PlatformRequest,
    signal: AbortSignal,
  ): Promise<PlatformResponse> {
    await failpoint('before_request', id);
    const answer = await http.send(request, signal);
    await failpoint('after_request', id);
    return answer;
  }

  io(work: Work, signal: AbortSignal): StepIo {
    return {
      account: work.account,
      credential: openCredential(this.vault, work.organisationId, work.channelId, work.credential).reveal(),
      settings: this.platforms.settings(work),
      http: this.paced.of(work),
      content: preparedContent(work),
      publication: { id: work.id, dueAt: new Date(work.dueAt).toISOString() },
      progress: work.progress,
      now: () => work.dueAt + (this.clock.monotonicMs() - work.dueAtMonotonic),
      signal,
      media: {
        stream: (id, range) => this.#stream(work, id, range),
        publicUrl: (id) => {
          const { sha256, mime } = this.#medium(work, id);
          const expiresAt = Math.floor(this.clock.now().getTime() / 1000) + ADDRESS_LIFE_S;
          return `${this.config.PUBLIC_URL}${signMediaAddress(this.vault, { organisationId: work.organisationId, sha256, mime }, expiresAt)}`;
        },
      },
    };
  }

  /** The post on the network, as far as the outputs of its steps tell. */
  remotePost(work: Work): RemotePost {
    return this.platforms.adapter(work.platform).remotePost(work.progress, work.account);
  }

  /** Visibility time: the longest time the network may hide a post after accepting it, ms. */
  visibilityMs(work: Work): number {
    return this.config.VISIBILITY_DELAY_MS ?? this.platforms.adapter(work.platform).visibilityDelayMs;
  }

  /** Hash of what is about to be sent, for the intent and the journal; contains no text of the post. */
  fingerprint(work: Work, step: string): string {
    return createHash('sha256').update(`${work.revisionHash}|${work.channelId}|${step}`).digest('hex');
  }

  async *#stream(work: Work, id: string, range?: { start: number; end: number }): AsyncGenerator<Buffer> {
    const { sha256 } = this.#medium(work, id);
    const stored = await this.storage.stream(work.organisationId, sha256, 'original', range);
    yield* stored as AsyncIterable<Buffer>;
  }

  #medium(work: Work, id: string): MediaFacts {
    const medium = preparedContent(work).media.find((candidate) => candidate.id === id);
    if (!medium) throw new Error(`Medium ${id} is not part of the revision`);
    return medium;
  }
}
