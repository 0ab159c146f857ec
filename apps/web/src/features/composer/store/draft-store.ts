import type { Post } from '../../../shared/api/types';
import { isAmbiguous, kindOf } from '../../../shared/saving/failures';
import { backoff } from '../../../shared/saving/timers';
import { draftOf, toBody, type Draft } from '../draft';
import { changesBetween, differing, fieldsOf, same, withField, type Path } from './fields';
import { Keeper } from './keeper';
import { merge } from './merge';
import type { Creation, KeptDraft, Ports, Submission } from './ports';
import type { DraftState, Failure } from './state';

/** Waits for a pause in typing. */
const PAUSE_MS = 700;

export interface Opening {
  userId: string;
  post: Post | null;
  /** What a new post starts with. */
  draft: Draft;
  /** What the device kept of it. */
  kept: KeptDraft | null;
}

type Job = 'create' | 'look' | 'change' | 'submit';

/**
 * Keeps a draft and saves it by itself. One request at a time, each naming the version it was written from, a creation
 * and a submission under one key however often they are sent; until the server has confirmed what was typed, the
 * device holds it. Whatever fails is sorted by what can be done about it, and nothing typed is ever dropped.
 */
export class DraftStore {
  readonly id: string;
  private state: DraftState;
  /** The server's content at `version`, as far as it was confirmed. */
  private base: Draft;
  private version: number;
  private sent: Draft[];
  private creation: Creation | null;
  private submission: Submission | null;
  private held: boolean;
  /** Somebody else may have written: the server's version is looked at before anything else is sent. */
  private stale = false;
  /** What is dirty is to be saved now, not at the next pause. */
  private urgent = false;
  private working: Promise<void> | null = null;
  private attempts = 0;
  private ended = false;
  private seen: Post | null = null;
  private callOffPause = (): void => undefined;
  private callOffRetry = (): void => undefined;
  private readonly keeper: Keeper;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly ports: Ports,
    private readonly opening: Opening,
    private readonly onSaved: (post: Post, what: 'created' | 'changed' | 'submitted') => void,
  ) {
    const { post, kept } = opening;
    this.id = kept?.id ?? ports.newId();
    this.base = kept?.base ?? (post ? draftOf(post) : opening.draft);
    this.version = kept?.version ?? post?.version ?? 0;
    this.sent = kept?.sent ?? [];
    this.creation = kept?.creation ?? null;
    this.submission = kept?.submission ?? null;
    this.held = post?.editSendsBack ?? false;
    this.keeper = new Keeper(ports.device, this.id, (onDevice) => this.set({ onDevice }));
    this.state = {
      draft: kept?.draft ?? this.base,
      post,
      status: 'clean',
      savedAt: null,
      failure: null,
      theirs: this.base,
      conflicts: [],
      taken: [],
      aside: null,
      restoredAt: kept?.at ?? null,
      onDevice: kept !== null,
      submission: this.submission ? 'waiting' : 'none',
      submissionError: null,
    };
    if (post) this.meet(post);
    if (kept) this.begin();
    this.set({});
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): DraftState => this.state;

  readonly change = (patch: Partial<Draft>): void => {
    const draft = { ...this.state.draft, ...patch };
    // What the server refused is tried again as soon as it is something else.
    const failure = this.state.failure?.kind === 'refused' ? null : this.state.failure;
    this.put({ draft, failure, submissionError: null });
    this.callOffPause();
    this.callOffPause = this.ports.timers.later(PAUSE_MS, this.saveNow);
  };

  /** Saves without waiting for a pause in typing. */
  readonly saveNow = (): void => {
    this.urgent = true;
    this.work();
  };

  /** Tries again now: the line is back, the person signed in again, or they asked for it. */
  readonly wake = (): void => {
    if (this.state.failure) this.set({ failure: null });
    this.attempts = 0;
    this.saveNow();
  };

  /** Sends the post for approval, once everything typed is saved. Pressing twice is one submission. */
  readonly submit = (note: string): void => {
    this.submission ??= { key: this.ports.newId(), note, sent: false };
    this.put({ submissionError: null, submission: 'waiting' });
    this.wake();
  };

  /** The person wants to change what is under review or approved: it may be saved from now on. */
  readonly release = (): void => {
    this.held = false;
    this.set({});
    this.saveNow();
  };

  /** Takes a version that came from elsewhere; between two requests only, so that our own answer is never a surprise. */
  readonly adopt = (post: Post): void => {
    if (this.state.post && post.id !== this.state.post.id) return;
    if (this.working) this.seen = post;
    else {
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
    const chosen = conflicts.reduce((mixed, path) => withField(mixed, path, this.base), draft);
    this.put({ draft: chosen, conflicts: [], aside: draft });
    this.saveNow();
  };

  readonly restoreMine = (): void => {
    const { aside } = this.state;
    if (!aside) return;
    this.put({ draft: aside, aside: null });
    this.saveNow();
  };

  /** The words that the device had kept were looked at and are wanted. */
  readonly welcome = (): void => this.set({ restoredAt: null, taken: [] });

  /** Throws away what is not saved, with whatever was about to be sent: the server's version is shown again. */
  readonly discard = (): void => {
    this.callOffRetry();
    if (!this.creation || this.state.post) this.submission = null;
    const draft = this.state.post ? this.base : this.opening.draft;
    this.creation = null;
    this.put({ draft, conflicts: [], failure: null, restoredAt: null, submission: 'none' });
  };

  /** Nothing more is sent: somebody else is signed in. What the device holds waits for its owner. */
  readonly end = (): void => {
    this.ended = true;
    this.callOffPause();
    this.callOffRetry();
  };

  /** Whether the server has everything, or nothing was ever typed. */
  readonly isDone = (): boolean => !this.isDirty() && !this.working;

  private isDirty(): boolean {
    const { draft, conflicts } = this.state;
    return (
      this.creation !== null ||
      this.submission !== null ||
      conflicts.length > 0 ||
      differing(this.base, draft).length > 0
    );
  }

  private begin(): void {
    this.ports.timers.later(0, this.saveNow);
  }

  private work(): void {
    if (this.working || this.ended) return;
    this.callOffRetry();
    this.working = this.run().finally(() => {
      this.working = null;
      if (this.seen) {
        const post = this.seen;
        this.seen = null;
        this.adopt(post);
      }
      this.set({});
    });
    this.set({});
  }

  private async run(): Promise<void> {
    for (let job = this.next(); job && !this.ended; job = this.next()) {
      try {
        await this.perform(job);
        this.attempts = 0;
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
      return this.urgent && differing(this.base, draft).length > 0 ? 'create' : null;
    }
    // Until its answer is known, a change would undo a submission that went through.
    if (this.submission?.sent) return 'submit';
    if (this.stale) return 'look';
    if (conflicts.length > 0 || this.held) return null;
    if (differing(this.base, draft).length > 0) return this.urgent || this.submission ? 'change' : null;
    return this.submission ? 'submit' : null;
  }

  private perform(job: Job): Promise<void> {
    this.urgent = false;
    if (job === 'create') return this.create();
    if (job === 'look') return this.look();
    return job === 'change' ? this.save() : this.send();
  }

  private async create(): Promise<void> {
    this.creation ??= { key: this.ports.newId(), draft: this.state.draft };
    const { key, draft } = this.creation;
    this.put({});
    const post = await this.ports.transport.create(toBody(draft), key);
    this.creation = null;
    this.confirmed(post, draft, 'created');
  }

  private async save(): Promise<void> {
    const { draft, post } = this.state;
    const changes = changesBetween(this.base, draft);
    if (!post || !changes) return;
    this.sent.push(draft);
    this.put({});
    const answer = await this.ports.transport.change(post.id, this.version, changes);
    this.confirmed(answer, draft, 'changed');
  }

  private async send(): Promise<void> {
    const { post } = this.state;
    if (!post || !this.submission) return;
    this.submission = { ...this.submission, sent: true };
    this.put({ submission: 'sending' });
    const { note, key } = this.submission;
    const answer = await this.ports.transport.submit(post.id, note, key);
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
    this.meet(theirs);
    this.urgent = true;
    this.put({});
  }

  /** The server has what was sent. What it keeps in another form is shown in that form. */
  private confirmed(post: Post, was: Draft, what: 'created' | 'changed'): void {
    const answer = draftOf(post);
    const held = fieldsOf(this.state.draft);
    const asSent = fieldsOf(was);
    const draft = differing(was, answer)
      .filter((path) => same(held.get(path), asSent.get(path)))
      .reduce((mixed, path) => withField(mixed, path, answer), this.state.draft);
    this.base = answer;
    this.version = post.version;
    this.sent = [];
    this.put({ post, draft, savedAt: this.ports.timers.now() });
    this.onSaved(post, what);
  }

  /** Compares with the server's version. Each later request names it, so what was sent before can no longer arrive. */
  private meet(post: Post): void {
    if (post.version < this.version) return;
    const before = this.state.post;
    if (post.version === this.version) {
      this.state = { ...this.state, post };
      return;
    }
    const theirs = draftOf(post);
    const { draft, conflicts, taken } = merge(this.base, this.state.draft, theirs, this.sent);
    const wasDirty = this.isDirty();
    const still = this.state.conflicts.filter((path) => differing(draft, theirs).includes(path));
    this.base = theirs;
    this.version = post.version;
    this.sent = [];
    if (post.editSendsBack && !before?.editSendsBack) this.held = true;
    this.state = {
      ...this.state,
      post,
      draft,
      theirs,
      conflicts: [...new Set([...conflicts, ...still])],
      taken: wasDirty ? [...new Set([...this.state.taken, ...taken])] : [],
      savedAt: this.state.savedAt ?? this.ports.timers.now(),
    };
  }

  private failed(job: Job, error: unknown): void {
    const kind = kindOf(error);
    const failure: Failure = { kind, error, nextAt: null };
    // What was certainly not carried out is no longer on its way.
    if (job === 'change' && !isAmbiguous(error)) this.sent.pop();
    if (kind === 'stale') {
      this.stale = true;
    } else if (kind === 'passing') {
      const wait = backoff(this.attempts++, this.ports.timers.random());
      this.callOffRetry();
      this.callOffRetry = this.ports.timers.later(wait, () => {
        this.set({ failure: null });
        this.saveNow();
      });
      this.put({ failure: { ...failure, nextAt: this.ports.timers.now() + wait } });
    } else if (kind === 'signedOut') {
      this.put({ failure });
    } else if (job === 'submit') {
      this.submission = null;
      if (kind === 'blocked') this.stale = true;
      this.put({ submission: 'none', submissionError: error });
    } else {
      if (job === 'create') this.creation = null;
      this.put({ failure });
    }
  }

  /** What is on screen or on its way changed: the device follows. */
  private put(patch: Partial<DraftState>): void {
    this.set(patch);
    this.keeper.keep(this.isDirty() ? this.toKeep() : null);
  }

  private toKeep(): KeptDraft {
    const { userId } = this.opening;
    const { base, version, sent, creation, submission, id } = this;
    const { post, draft } = this.state;
    const at = this.ports.timers.now();
    return { id, userId, postId: post?.id ?? null, draft, base, version, sent, creation, submission, at };
  }

  private set(patch: Partial<DraftState>): void {
    const next = { ...this.state, ...patch, theirs: this.base };
    // A member that was made equal by hand is no conflict any more.
    const apart = differing(next.draft, this.base);
    next.conflicts = next.conflicts.filter((path: Path) => apart.includes(path));
    this.state = next;
    this.state = { ...next, status: this.statusOf(next) };
    for (const listener of this.listeners) listener();
  }

  private statusOf({ post, conflicts, failure, savedAt }: DraftState): DraftState['status'] {
    const dirty = this.isDirty();
    if (conflicts.length > 0) return 'conflict';
    if (failure && dirty) return 'failed';
    if (this.working && dirty) return 'saving';
    if (dirty) return this.held && !this.submission ? 'held' : 'dirty';
    return post && savedAt !== null ? 'saved' : 'clean';
  }
}
