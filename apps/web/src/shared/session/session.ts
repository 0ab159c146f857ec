/** Message to other tabs: the signed-in person changed. */
const CHANGED = 'lineup.session';

type State = 'none' | 'open' | 'ended';

/**
 * Whether somebody is signed in on this page, as far as it knows. When a session ends, requests wait until the same
 * person is signed in again; for another person the application is loaded anew.
 */
export class Session {
  private state: State = 'none';
  private userId: string | null = null;
  private readonly listeners = new Set<() => void>();
  private waiting: (() => void)[] = [];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly hasEnded = (): boolean => this.state === 'ended';
  readonly isKnown = (): boolean => this.state !== 'none';

  /** Somebody is signed in. */
  open(userId: string): void {
    if (this.state === 'open' && this.userId === userId) return;
    this.userId = userId;
    this.set('open');
    for (const go of this.waiting.splice(0)) go();
  }

  /** The server refused the session. */
  end(): void {
    if (this.state === 'open') this.set('ended');
  }

  /** The person signed out: what waited for them is never sent, least of all in the name of the next. */
  leave(): void {
    this.userId = null;
    this.waiting = [];
    this.set('none');
    this.announce();
  }

  /** Whether the page belongs to this person. */
  isOf(userId: string): boolean {
    return this.userId === null || this.userId === userId;
  }

  /** Resolves when the same person is signed in again; never, when they leave instead. */
  renewed(): Promise<void> {
    if (this.state !== 'ended') return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Notifies other tabs of a sign-in or sign-out. */
  announce(): void {
    try {
      localStorage.setItem(CHANGED, String(Date.now()));
    } catch {
      // Full, or forbidden: the other tabs find out with their next request.
    }
  }

  /** Calls back after such a message from another tab. */
  onOtherTab(heard: () => void): () => void {
    const listen = (event: StorageEvent): void => {
      if (event.key === CHANGED) heard();
    };
    window.addEventListener('storage', listen);
    return () => window.removeEventListener('storage', listen);
  }

  private set(state: State): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

export const session = new Session();
