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
 * Keeps a draft and saves it by itself. One request at a time, each naming the version it was written from, a creation
 * and a submission under one key however often they are sent; until the server has confirmed what was typed, the
 * device holds it. Whatever fails is sorted by what can be done about it, and nothing typed is ever dropped.
 */
export class DraftStore extends Desk {
  /** Somebody else may have written: the server's version is looked at before anything else is sent. */
  private stale = false;
  /** What is dirty is to be saved now, not at the next pause. */
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
    // What the server refused is tried again as soon as it is something else.
    const failure = this.state.failure?.kind === 'refused' ? null : this.state.failure;
    this.put({ draft, failure, submissionError: null });
    this.rhythm.afterPause(this.saveNow);
  };

  /** Saves without waiting for a pause in typing. */
  readonly saveNow = (): void => {
    this.urgent = true;
    this.work();
  };

  /** Tries again now what failed so: the line is back, or the person signed in again. Any failure, when they ask. */
  readonly wake = (after?: FailureKind): void => {
    if (after && this.state.failure?.kind !== after) return;
    this.set({ failure: null });
    this.saveNow();
  };

  /** Sends the post for approval, once everything typed is saved. Pressing twice is one submission. */
  readonly submit = (note: string): void => {
    this.submission ??= { key: this.ports.newId(), note, sent: false };
    this.put({ submissionError: null, submission: 'waiting' });
    this.wake();
  };

  /** Takes a submission back that certainly has not left yet. */
  readonly withhold = (): void => {
    if (this.submission?.sent) return;
    this.submission = null;
    this.put({ submission: 'none' });
  };

  /** The person wants to change what is under review or approved: it may be saved from now on. */
  readonly release = (): void => {
    this.held = false;
    this.set({});
    this.saveNow();
  };

  /** Takes a version that came from elsewhere; between two requests only, so that our own answer is never a surprise. */
  readonly adopt = (post: Post): void => {
    if (post.id !== this.state.post?.id) return;
    if (this.working) {
      this.seen = post;
    } else {
      this.meet(post);
      this.put({});
    }
  };

  /** After a conflict: mine goes over theirs, knowingly. */
  readonly keepMine = (): void => {
    this.put({ conflicts: [] });
    this.saveNow();
  };

  /** After a conflict: theirs is shown, mine is put aside. */
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

  /** Its screen was left and is there again: what still waits is shown as such. */
  readonly comeBack = (): void => {
    if (this.isDirty()) this.set({ restoredAt: this.ports.timers.now() });
  };

  /** The words that the device had kept were looked at and are wanted. */
  readonly welcome = (): void => this.set({ restoredAt: null, taken: [] });

  /** Throws away what is not saved: the server's version is shown again. Not while it may be on its way. */
  readonly discard = (): void => {
    if (this.creation || this.submission || this.working) return;
    this.rhythm.stop();
    this.put({ draft: this.known.base, conflicts: [], failure: null, restoredAt: null });
  };

  /** The post cannot be saved any more: what is on screen becomes a new one. */
  readonly startOver = (): void => {
    Object.assign(this.known, new Known(this.opening.blank, 0));
    this.submission = null;
    this.held = false;
    this.stale = false;
    this.put({ post: null, conflicts: [], failure: null, submission: 'none', submissionError: null });
    this.saveNow();
  };

  /** Nothing more is sent: somebody else is signed in. What the device holds waits for its owner. */
  readonly end = (): void => {
    this.ended = true;
    this.rhythm.stop();
  };

  /** What the device kept goes on its way again, unless the server turned out to have it already. */
  private resume(): void {
    if (!this.isDirty()) this.state = { ...this.state, restoredAt: null };
    this.put({});
    this.ports.timers.later(0, this.saveNow);
  }

  private work(): void {
    // What failed is tried again by its own timer, or when somebody asks.
    if (this.working || this.ended || !this.next()) return;
    this.rhythm.begun();
    this.working = this.run().finally(() => {
      this.working = null;
      if (!this.isDirty()) this.urgent = false;
      const { seen } = this;
      this.seen = null;
      if (seen) this.adopt(seen);
      this.set({});
      // What was asked for while the last answer came in.
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

  /** The one thing to do now; null when there is nothing, or when it waits for a person, a line or a pause. */
  private next(): Job | null {
    const { post, draft, failure, conflicts } = this.state;
    if (failure) return null;
    if (!post) {
      if (this.creation) return 'create';
      return this.urgent && differing(this.known.base, draft).length > 0 ? 'create' : null;
    }
    // Until its answer is known, a change would undo a submission that went through.
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
    // A page that ends right after the request must find its key again.
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
    // What was certainly not carried out is no longer on its way.
    if (job === 'change' && !isAmbiguous(error)) this.known.expectNot();
    if (kind === 'stale') {
      this.stale = true;
      // Somebody wrote meanwhile: what the person has not seen is not sent in their name.
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
      // Perhaps a colleague was quicker: what they sent is looked at before it is called a refusal.
      this.stale = kind === 'blocked';
      this.put({ submission: 'none', submissionError: error });
    } else {
      if (job === 'create') this.creation = null;
      // What is corrected after a refusal is not sent for approval without being asked again.
      const lost = this.submission !== null && !this.submission.sent;
      if (lost) this.submission = null;
      this.put({ failure, ...(lost && { submission: 'none', submissionError: error }) });
    }
  }
}
