import { Injectable } from '@nestjs/common';
import { PlatformClient } from '#lib/channels';
import { failpoint } from '#lib/kernel';
import type { PlatformErrorDetail, StepIo } from '#lib/platforms';
import { losesCredential, toStored } from '../../rules/after-failure.js';
import { backoffMs } from '../../rules/backoff.js';
import { settle, type Settlement } from '../../rules/settlement.js';
import { LeaseCheck, LostLease, PublicationStore, type Work } from '../claim/index.js';
import { detailOf, StepIoFactory } from '../platform/index.js';

/** Tries before the comment is given up; the post stays published whatever becomes of it. */
const MAX_COMMENT_ATTEMPTS = 5;

/** Longest pause that a network may ask for, ms: a day. */
const LONGEST_PAUSE_MS = 86_400_000;

/** Pause while the channel cannot publish, ms: it may be connected again meanwhile. */
const CHANNEL_PAUSE_MS = 600_000;
const CHANNEL_AWAY: PlatformErrorDetail = {
  class: 'transient',
  cause: 'channel',
  code: 'channel_away',
  message: 'The channel is paused or lost its credential',
  refused: false,
};

/**
 * Sends the first comment under a post that is out. A step of its own: its failure neither fails nor repeats the
 * post.
 */
@Injectable()
export class FirstComments {
  constructor(
    private readonly platforms: PlatformClient,
    private readonly publications: PublicationStore,
    private readonly stepIo: StepIoFactory,
    private readonly lease: LeaseCheck,
  ) {}

  /** What remains to do for a post that is out, however that was found out: its first comment, or nothing. */
  owed(work: Work, remoteId: string | null): Pick<Settlement, 'stage' | 'wakeInMs' | 'firstComment'> {
    const comments = this.platforms.adapter(work.platform).comment !== undefined;
    return work.content.firstComment !== null && comments && remoteId !== null
      ? { stage: 'commenting', wakeInMs: 0, firstComment: 'pending' }
      : { stage: 'done', wakeInMs: null, firstComment: 'none' };
  }

  /** One attempt. Answers its outcome, and when to try again. */
  async deliver(work: Work, signal: AbortSignal): Promise<Settlement> {
    if (work.channelState !== 'connected') {
      return this.#missed(work, CHANNEL_AWAY, work.commentAttempts + 1, CHANNEL_PAUSE_MS);
    }
    try {
      return await this.#attempt(work, this.stepIo.io(work, signal));
    } catch (error) {
      if (error instanceof LostLease || signal.aborted) throw error;
      // A refused reading does not prove that the comment is absent.
      const detail = { ...detailOf(error), refused: false };
      return this.#missed(work, detail, work.commentAttempts + 1, 0);
    }
  }

  async #attempt(work: Work, io: StepIo): Promise<Settlement> {
    const adapter = this.platforms.adapter(work.platform);
    const text = work.content.firstComment;
    if (!text || !work.remoteId || !adapter.comment) {
      return settle(work, { stage: 'done', firstComment: 'none', journal: [] });
    }
    if (work.commentIntentAgeMs !== null) {
      // Until the network's visibility time is over, not finding the comment proves nothing.
      const wakeInMs = this.stepIo.visibilityMs(work) - work.commentIntentAgeMs;
      if (wakeInMs > 0) return settle(work, { stage: 'commenting', wakeInMs, journal: [] });
      const found = await this.#find(work, io, work.remoteId, text);
      if (found) return found;
    }
    const attempts = work.commentAttempts + 1;
    const asked = this.lease.now();
    const promised = settle(work, {
      stage: 'commenting',
      keep: true,
      commentIntent: true,
      commentAttempts: attempts,
      journal: [{ kind: 'commenting' }],
    });
    await this.publications.keep(work, promised);
    await failpoint('before_comment', work.id);
    try {
      // A worker that was suspended here for longer than its lease may have lost it to another.
      await this.lease.confirm(work, asked);
      const { commentId } = await adapter.comment(io, work.remoteId, text);
      await failpoint('after_comment', work.id);
      return this.#published(work, commentId);
    } catch (error) {
      const detail = detailOf(error);
      // Not proven absent: it is looked for before it is sent again, once the visibility time is over.
      return this.#missed(work, detail, attempts, detail.refused ? 0 : this.stepIo.visibilityMs(work));
    }
  }

  #missed(work: Work, detail: PlatformErrorDetail, attempts: number, atLeastMs: number): Settlement {
    const lastError = toStored(detail);
    const lost = losesCredential(detail);
    const hopeless =
      detail.class === 'permanent' || (detail.class === 'auth' && !lost) || attempts >= MAX_COMMENT_ATTEMPTS;
    const askedMs = Math.min(detail.retryAfterMs ?? 0, LONGEST_PAUSE_MS);
    const pauseMs = lost ? CHANNEL_PAUSE_MS : Math.max(askedMs, backoffMs(attempts, Math.random()));
    return settle(work, {
      stage: hopeless ? 'done' : 'commenting',
      firstComment: hopeless ? 'failed' : 'pending',
      wakeInMs: hopeless ? null : Math.max(atLeastMs, pauseMs),
      ...(lost ? { channel: { reconnect: detail.code } } : {}),
      lastError: hopeless || lost ? lastError : null,
      commentAttempts: attempts,
      // Proven absent: the next attempt need not look for it first.
      ...(detail.refused ? { commentIntent: false } : {}),
      journal: [{ kind: hopeless ? 'comment_failed' : 'comment_refused', detail: { ...lastError } }],
    });
  }

  /** Looks for a comment that may be there already. Null when it is proven absent. */
  async #find(work: Work, io: StepIo, remoteId: string, text: string): Promise<Settlement | null> {
    const found =
      (await this.platforms.adapter(work.platform).findComment?.(io, remoteId, text)) ?? 'unclear';
    if (found === 'yes') return this.#published(work, null);
    if (found === 'no') return null;
    const lastError = {
      class: 'unknown',
      cause: 'unconfirmed',
      code: 'outcome_unknown',
      message: '',
      hint: 'may_be_live',
    } as const;
    return settle(work, {
      stage: 'done',
      firstComment: 'failed',
      lastError,
      journal: [{ kind: 'comment_failed', detail: lastError }],
    });
  }

  #published(work: Work, commentId: string | null): Settlement {
    return settle(work, {
      stage: 'done',
      firstComment: 'published',
      journal: [{ kind: 'comment_published', detail: { commentId } }],
    });
  }
}
