import type { Post } from '../../../shared/api/types';
import { isAmbiguous, kindOf, type FailureKind } from '../../../shared/saving/failures';
import { Rhythm } from '../../../shared/saving/rhythm';
import { toBody, type Draft } from '../draft';
import { Desk, type OnSaved } from './desk';
import { changesBetween, differing, withField } from './fields';
import { Known } from './known';
import type { Opening, Ports } from './ports';
import type { Failure } from './state';

type Job = 'create' | 'look' | 'change' | 'submit';

/**
 * Holds a draft and saves it automatically. One request at a time, each with the version it was written from; a
 * creation and a submission keep one Idempotency-Key however often they are sent. Until the server has confirmed the
 * text, the device stores it. Failures are classified by what can be done about them, and no text is ever dropped.
 */
export class DraftStore extends Desk {
  /** Somebody else may have changed the post: the server's version is read before anything is sent. */
  private stale = false;
  /** Unsaved text is to be saved now, not at the next pause in typing. */
  private urgent = false;
  private ended = false;
  private seen: Post | null = null;
  private readonly rhythm: Rhythm;

  constructor(ports: Ports, opening: Opening, onSaved: OnSaved) {
    super(ports, opening, onSaved);
    this.rhythm = new Rhythm(ports.timers);
    if (opening.kept) this.resume();
  }

  readonly change = (patch: Partial<Draft>): void => {
    const draft = { ...this.state.draft, ...patch };
    // A refused text is tried again as soon as it changes.
    const failure = this.state.failure?.kind === 'refused' ? null : this.state.failure;
    this.put({ draft, failure, submissionError: null });
    this.rhythm.afterPause(this.saveNow);
  };

  /** Saves without waiting for a pause in typing. */
  readonly saveNow = (): void => {
    this.urgent = true;
    this.work();
  };

  /**
   * Retries after a failure of this kind, when the connection is back or the person signed in again; after any
   * failure, when the person asks.
   */
  readonly wake = (after?: FailureKind): void => {
    if (after && this.state.failure?.kind !== after) return;
    this.set({ failure: null });
    this.saveNow();
  };

  /** Sends the post for approval once the text is saved. Pressing twice is one submission. */
  readonly submit = (note: string): void => {
    this.submission ??= { key: this.ports.newId(), note, sent: false };
    this.put({ submissionError: null, submission: 'waiting' });
    this.wake();
  };

  /** Takes a submission back that has certainly not been sent yet. */
  readonly withhold = (): void => {
    if (this.submission?.sent) return;
    this.submission = null;
    this.put({ submission: 'none' });
  };

  /** The person wants to edit a post under review or approved: it may be saved from now on. */
  readonly release = (): void => {
    this.held = false;
    this.set({});
    this.saveNow();
  };

  /**
   * Takes a version from elsewhere; only between two requests, so that our own answer is never taken for somebody
   * else's change.
   */
  readonly adopt = (post: Post): void => {
    if (post.id !== this.state.post?.id) return;
    if (this.working) {
      this.seen = post;
    } else {
      this.meet(post);
      this.put({});
    }
  };

  /** After a conflict: keeps my version over theirs. */
  readonly keepMine = (): void => {
    this.put({ conflicts: [] });
    this.saveNow();
  };

  /** After a conflict: shows their version, and sets mine aside. */
  readonly takeTheirs = (): void => {
    const { draft, conflicts } = this.state;
    const chosen = conflicts.reduce((mixed, path) => withField(mixed, path, this.known.base), draft);
    this.put({ draft: chosen, conflicts: [], aside: draft });
    this.saveNow();
  };

  readonly restoreMine = (): void => {
    const { aside } = this.state;
    if (!aside) return;
    this.put({ draft: aside, aside: null });
    this.saveNow();
  };

  /** The draft's screen is open again: what still waits is shown so. */
  readonly comeBack = (): void => {
    if (this.isDirty()) this.set({ restoredAt: this.ports.timers.now() });
  };

  /** The person accepted the text restored from the device. */
  readonly welcome = (): void => this.set({ restoredAt: null, taken: [] });

  /** Discards unsaved text and shows the server's version. Not while the text may be in flight. */
  readonly discard = (): void => {
    if (this.creation || this.submission || this.working) return;
    this.rhythm.stop();
    this.put({ draft: this.known.base, conflicts: [], failure: null, restoredAt: null });
  };

  /** The post cannot be saved any more: the text becomes a new post. */
  readonly startOver = (): void => {
    Object.assign(this.known, new Known(this.opening.blank, 0));
    this.submission = null;
    this.held = false;
    this.stale = false;
    this.put({ post: null, conflicts: [], failure: null, submission: 'none', submissionError: null });
    this.saveNow();
  };

  /** Stops sending: somebody else is signed in. The device keeps the text for its owner. */
  readonly end = (): void => {
    this.ended = true;
    this.rhythm.stop();
  };

  /** Sends the text restored from the device, unless the server has it already. */
  private resume(): void {
    if (!this.isDirty()) this.state = { ...this.state, restoredAt: null };
    this.put({});
    this.ports.timers.later(0, this.saveNow);
  }

  private work(): void {
    // After a failure, its own timer or the person retries.
    if (this.working || this.ended || !this.next()) return;
    this.rhythm.begun();
    this.working = this.run().finally(() => {
      this.working = null;
      if (!this.isDirty()) this.urgent = false;
      const { seen } = this;
      this.seen = null;
      if (seen) this.adopt(seen);
      this.set({});
      // Runs what was requested while the last answer arrived.
      this.work();
    });
    this.set({});
  }

  private async run(): Promise<void> {
    for (let job = this.next(); job && !this.ended; job = this.next()) {
      try {
        await this.perform(job);
        this.rhythm.succeeded();
      } catch (error) {
        this.failed(job, error);
      }
    }
  }

  /** The next request; null when there is none, or when it waits for a person, a connection or a pause in typing. */
  private next(): Job | null {
    const { post, draft, failure, conflicts } = this.state;
    if (failure) return null;
    if (!post) {
      if (this.creation) return 'create';
      return this.urgent && differing(this.known.base, draft).length > 0 ? 'create' : null;
    }
    // Until its answer is known, a change would withdraw a submission that succeeded.
    if (this.submission?.sent) return 'submit';
    if (this.stale) return 'look';
    if (conflicts.length > 0 || this.held) return null;
    if (differing(this.known.base, draft).length > 0) return this.urgent || this.submission ? 'change' : null;
    return this.submission ? 'submit' : null;
  }

  private perform(job: Job): Promise<void> {
    if (job === 'create') return this.create();
    if (job === 'look') return this.look();
    return job === 'change' ? this.save() : this.send();
  }

  private async create(): Promise<void> {
    if (!this.creation) {
      this.urgent = false;
      this.creation = { key: this.ports.newId(), draft: this.state.draft };
    }
    const { key, draft } = this.creation;
    this.put({});
    // If the page ends right after the request, its key must be on the device.
    await this.keeper.written();
    const post = await this.ports.transport.create(toBody(draft), key);
    this.creation = null;
    this.confirmed(post, draft, 'created');
  }

  private async save(): Promise<void> {
    const { draft, post } = this.state;
    const changes = changesBetween(this.known.base, draft);
    this.urgent = false;
    if (!post || !changes) return;
    this.known.expect(draft);
    this.put({});
    const answer = await this.ports.transport.change(post.id, this.known.version, changes);
    this.confirmed(answer, draft, 'changed');
  }

  private async send(): Promise<void> {
    const { post } = this.state;
    if (!post || !this.submission) return;
    const { note, key, version = this.known.version } = this.submission;
    this.submission = { note, key, version, sent: true };
    this.put({ submission: 'sending' });
    await this.keeper.written();
    const answer = await this.ports.transport.submit(post.id, note, key, version);
    this.submission = null;
    this.meet(answer);
    this.held = true;
    this.put({ submission: 'none' });
    this.onSaved(answer, 'submitted');
  }

  private async look(): Promise<void> {
    const { post } = this.state;
    if (!post) return;
    const theirs = await this.ports.transport.read(post.id);
    this.stale = false;
    this.urgent = true;
    this.meet(theirs);
    this.put({});
  }

  private failed(job: Job, error: unknown): void {
    const kind = kindOf(error);
    const failure: Failure = { kind, error, nextAt: null };
    // A request that certainly had no effect is no longer expected.
    if (job === 'change' && !isAmbiguous(error)) this.known.expectNot();
    if (kind === 'stale') {
      this.stale = true;
      // Somebody changed the post meanwhile: a text that the person has not seen is not submitted.
      if (job === 'submit') {
        this.submission = null;
        this.put({ submission: 'none', submissionError: error });
      }
    } else if (kind === 'passing') {
      const nextAt = this.rhythm.tryAgain(() => this.wake('passing'));
      this.put({ failure: { ...failure, nextAt } });
    } else if (kind === 'signedOut') {
      this.put({ failure });
    } else if (job === 'submit') {
      this.submission = null;
      // A colleague may have been quicker: their change is read before this counts as refused.
      this.stale = kind === 'blocked';
      this.put({ submission: 'none', submissionError: error });
    } else {
      if (job === 'create') this.creation = null;
      // After a refusal, a corrected text is not submitted without asking again.
      const lost = this.submission !== null && !this.submission.sent;
      if (lost) this.submission = null;
      this.put({ failure, ...(lost && { submission: 'none', submissionError: error }) });
    }
  }
}
