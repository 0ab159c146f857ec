import type { Post } from '../../../shared/api/types';
import { draftOf, type Draft } from '../draft';
import { differing } from './fields';
import { Keeper } from './keeper';
import { Known } from './known';
import type { Creation, KeptDraft, Opening, Ports, Submission } from './ports';
import { firstState, type DraftState } from './state';

/** Called with what the server confirmed. */
export type OnSaved = (post: Post, what: 'created' | 'changed' | 'submitted') => void;

/** State of a draft: the text on screen, the server's version, the request in flight, and the copy on the device. */
export abstract class Desk {
  readonly id: string;
  protected state: DraftState;
  protected readonly known: Known;
  protected creation: Creation | null;
  protected submission: Submission | null;
  /** Saving would withdraw a submission or an approval, and the person has not agreed to that. */
  protected held: boolean;
  protected working: Promise<void> | null = null;
  protected readonly keeper: Keeper;
  private readonly listeners = new Set<() => void>();

  constructor(
    protected readonly ports: Ports,
    protected readonly opening: Opening,
    protected readonly onSaved: OnSaved,
  ) {
    const { post, kept, blank } = opening;
    this.id = kept?.id ?? ports.newId();
    const base = kept?.base ?? (post ? draftOf(post) : blank);
    this.known = new Known(base, kept?.version ?? post?.version ?? 0, kept?.sent);
    this.creation = kept?.creation ?? null;
    this.submission = kept?.submission ?? null;
    this.held = post?.editSendsBack ?? false;
    this.keeper = new Keeper(ports.device, this.id, (onDevice) => this.set({ onDevice }));
    this.state = firstState(opening, base);
    if (post) this.meet(post);
    this.set({});
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): DraftState => this.state;

  /** Whether the server has everything, or nothing was ever typed. */
  readonly isDone = (): boolean => !this.isDirty() && !this.working;

  protected isDirty(): boolean {
    const { draft, conflicts } = this.state;
    return (
      this.creation !== null ||
      this.submission !== null ||
      conflicts.length > 0 ||
      differing(this.known.base, draft).length > 0
    );
  }

  /** The server confirmed what was sent. Members that it stores in another form are shown in that form. */
  protected confirmed(post: Post, was: Draft, what: 'created' | 'changed'): void {
    const draft = this.known.confirm(post, was, this.state.draft);
    this.put({ post, draft, savedAt: this.ports.timers.now() });
    this.onSaved(post, what);
  }

  /** Merges a version of the server's into the text on screen. */
  protected meet(post: Post): void {
    const { post: before, draft: onScreen, conflicts: open, submissionError } = this.state;
    if (post.version < this.known.version) return;
    if (post.version === this.known.version) {
      this.state = { ...this.state, post };
      return;
    }
    const wasDirty = this.isDirty();
    const { draft, conflicts, taken } = this.known.meet(post, onScreen);
    this.held = post.editSendsBack && (this.held || !before?.editSendsBack);
    this.state = {
      ...this.state,
      post,
      draft,
      conflicts: [...new Set([...open, ...conflicts])],
      taken: wasDirty ? [...new Set([...this.state.taken, ...taken])] : [],
      savedAt: wasDirty ? this.ports.timers.now() : this.state.savedAt,
    };
    if (submissionError || this.submission?.sent === false) this.fulfil(post);
  }

  /** A colleague saved exactly the text on screen: nothing is left to send. */
  private fulfil(post: Post): void {
    if (post.state !== 'in_review' || differing(this.known.base, this.state.draft).length > 0) return;
    this.submission = null;
    this.state = { ...this.state, submission: 'none', submissionError: null };
    this.onSaved(post, 'submitted');
  }

  /** Changes the state, and writes it to the device. */
  protected put(patch: Partial<DraftState>): void {
    this.set(patch);
    this.keeper.keep(this.isDirty() ? this.toKeep() : null);
  }

  private toKeep(): KeptDraft {
    const { userId } = this.opening;
    const { creation, submission, id } = this;
    const { base, version, sent } = this.known;
    const { post, draft, conflicts } = this.state;
    const at = this.ports.timers.now();
    const postId = post?.id ?? null;
    return { id, userId, postId, draft, base, version, sent, conflicts, creation, submission, at };
  }

  protected set(patch: Partial<DraftState>): void {
    const next = { ...this.state, ...patch, theirs: this.known.base };
    // A member that was made equal by hand is no longer a conflict.
    const apart = differing(next.draft, this.known.base);
    next.conflicts = next.conflicts.filter((path) => apart.includes(path));
    this.state = next;
    if (!this.isDirty()) next.failure = null;
    next.held = this.held;
    next.mayDiscard = !this.creation && !this.submission && !this.working;
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
