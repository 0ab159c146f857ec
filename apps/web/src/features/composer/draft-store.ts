import { api, ifMatch, unwrap } from '../../shared/api/client';
import { ApiError } from '../../shared/api/api-error';
import type { Post } from '../../shared/api/types';
import { changedSince, draftOf, toBody, type Draft } from './draft';

/** Waits for a pause in typing, and between attempts that failed. */
const PAUSE_MS = 700;
const RETRY_MS = 5000;

export interface DraftState {
  draft: Draft;
  /** The post as the server last gave it; null until the first save. */
  post: Post | null;
  status: 'clean' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict';
  savedAt: number | null;
  error: unknown;
  /** My text, put aside when someone else's was taken instead. */
  aside: Draft | null;
}

/**
 * Keeps a draft and saves it by itself, one write at a time, each naming the version it started from. A write by
 * someone else stops it until a person chooses; nothing typed is ever dropped.
 */
export class DraftStore {
  private state: DraftState;
  private sent: Draft;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    post: Post | null,
    draft: Draft,
    private readonly onSaved: (post: Post, created: boolean) => void,
  ) {
    this.sent = draft;
    this.state = { draft, post, status: 'clean', savedAt: null, error: null, aside: null };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): DraftState => this.state;

  readonly change = (patch: Partial<Draft>): void => {
    const draft = { ...this.state.draft, ...patch };
    this.set({ draft, ...(this.state.status !== 'conflict' && { status: 'dirty' }) });
    this.later(PAUSE_MS);
  };

  /** Saves what is not saved. Resolves when the server has everything typed so far, or rejects with why not. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.timer);
    if (this.state.status === 'conflict') return;
    await this.running;
    this.running = this.save().finally(() => (this.running = null));
    await this.running;
  };

  /** Takes a version that came from elsewhere, unless something here waits to be saved. */
  readonly adopt = (post: Post): void => {
    const busy =
      this.state.status === 'dirty' || this.state.status === 'saving' || this.state.status === 'conflict';
    if (busy || post.version <= (this.state.post?.version ?? 0)) return;
    const draft = draftOf(post);
    this.sent = draft;
    this.set({ post, draft });
  };

  /** After a conflict: writes mine over theirs, knowingly. */
  readonly keepMine = async (): Promise<void> => {
    const theirs = await this.fetchTheirs();
    if (!theirs) return;
    this.sent = draftOf(theirs);
    this.set({ post: theirs, status: 'dirty' });
    await this.flush();
  };

  /** After a conflict: shows theirs and puts mine aside. */
  readonly takeTheirs = async (): Promise<void> => {
    const theirs = await this.fetchTheirs();
    if (!theirs) return;
    const aside = this.state.draft;
    this.sent = draftOf(theirs);
    this.set({ post: theirs, draft: this.sent, status: 'saved', aside });
  };

  readonly restoreMine = (): void => {
    const { aside } = this.state;
    if (!aside) return;
    this.set({ aside: null });
    this.change(aside);
  };

  private async save(): Promise<void> {
    const { draft, post } = this.state;
    const changes = changedSince(this.sent, draft);
    if (!changes) {
      if (this.state.status === 'dirty') this.set({ status: post ? 'saved' : 'clean' });
      return;
    }
    this.set({ status: 'saving' });
    try {
      const saved = await (post ? this.patch(post, changes) : this.create(draft));
      this.sent = draft;
      const more = this.state.draft !== draft;
      this.set({ post: saved, status: more ? 'dirty' : 'saved', savedAt: Date.now(), error: null });
      this.onSaved(saved, post === null);
      if (more) this.later(PAUSE_MS);
    } catch (error) {
      const stale = error instanceof ApiError && error.status === 412;
      this.set({ status: stale ? 'conflict' : 'failed', error });
      const passing = error instanceof ApiError && (error.status === 0 || error.status >= 500);
      if (passing) this.later(RETRY_MS);
      throw error;
    }
  }

  private patch(post: Post, body: object): Promise<Post> {
    return unwrap(
      api.PATCH('/api/v1/posts/{id}', {
        params: { path: { id: post.id } },
        headers: ifMatch(post.version),
        body,
      }),
    );
  }

  private create(draft: Draft): Promise<Post> {
    return unwrap(api.POST('/api/v1/posts', { body: toBody(draft) }));
  }

  private async fetchTheirs(): Promise<Post | null> {
    const id = this.state.post?.id;
    return id ? unwrap(api.GET('/api/v1/posts/{id}', { params: { path: { id } } })) : null;
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    // The failure is in the state; whoever awaits flush() gets it as well.
    this.timer = setTimeout(() => void this.flush().catch(() => undefined), ms);
  }

  private set(patch: Partial<DraftState>): void {
    this.state = { ...this.state, ...patch };
    for (const listener of this.listeners) listener();
  }
}
