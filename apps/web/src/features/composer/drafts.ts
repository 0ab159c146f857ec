import { hold, isFree, letGo, take } from '../../shared/device/claims';
import { deviceDatabase } from '../../shared/device/database';
import { newId } from '../../shared/device/ids';
import type { Post } from '../../shared/api/types';
import { browserTimers } from '../../shared/saving/timers';
import { session } from '../../shared/session/session';
import type { OnSaved } from './store/desk';
import { DraftStore } from './store/draft-store';
import type { Device, KeptDraft, Opening, Ports } from './store/ports';
import { transport } from './transport';

const device: Device = {
  save: async (kept) => void (await (await deviceDatabase<KeptDraft>()).put('drafts', kept)),
  remove: async (id) => void (await (await deviceDatabase<KeptDraft>()).delete('drafts', id)),
};

const ports: Ports = { transport, device, timers: browserTimers, newId };

interface Live {
  store: DraftStore;
  /** Number of screens that show it. */
  holders: number;
}

/**
 * The open drafts of this page. One whose screen was left goes on saving until the server has it; what a closed tab
 * left on the device is restored when the same person opens its post, or a new one, again.
 */
class Drafts {
  private readonly live = new Map<string, Live>();

  constructor() {
    window.addEventListener('online', () => this.wake('passing'));
    session.subscribe(() => {
      if (!session.hasEnded()) this.wake('signedOut');
    });
  }

  async open(
    userId: string,
    post: Post | null,
    blank: Opening['blank'],
    onSaved: OnSaved,
  ): Promise<DraftStore> {
    const kept = await this.takeKept(userId, post?.id ?? null);
    // Searched again after reading the device, so that two screens opened at once share one draft.
    const there = [...this.live.values()].find(({ store, holders }) => {
      const shown = store.get().post?.id ?? null;
      const same = shown === (post?.id ?? null) && (shown !== null || holders === 0);
      return same || store.id === kept?.id;
    });
    if (there) {
      // A second copy of the same post stays on the device.
      if (kept && kept.id !== there.store.id) letGo(kept.id);
      if (there.holders++ === 0) there.store.comeBack();
      return there.store;
    }
    const store = new DraftStore(ports, { userId, post, blank, kept }, onSaved);
    this.live.set(store.id, { store, holders: 1 });
    hold(store.id);
    return store;
  }

  /** A screen was left; saving goes on in the background. */
  leave(store: DraftStore): void {
    const live = this.live.get(store.id);
    if (!live) return;
    live.holders--;
    if (live.holders > 0) return;
    store.saveNow();
    const stop = store.subscribe(() => settle());
    const settle = (): void => {
      if (live.holders > 0 || !this.live.has(store.id)) return stop();
      if (!store.isDone()) return;
      stop();
      this.live.delete(store.id);
      letGo(store.id);
    };
    settle();
  }

  /** Drafts on this device of a person, not open in any tab, the latest first. */
  async left(userId: string): Promise<KeptDraft[]> {
    const all = await this.keptOf(userId);
    const free = await Promise.all(all.map(({ id }) => isFree(id)));
    return all.filter((_, index) => free[index]);
  }

  /** Stops saving for the person who signed out; the device keeps their drafts. */
  endAll(): void {
    for (const { store } of this.live.values()) {
      store.end();
      letGo(store.id);
    }
    this.live.clear();
  }

  private async keptOf(userId: string): Promise<KeptDraft[]> {
    const all = await deviceDatabase<KeptDraft>()
      .then((database) => database.getAllFromIndex('drafts', 'owner', userId))
      .catch((): KeptDraft[] => []);
    return all.sort((a, b) => b.at - a.at);
  }

  /** The latest copy of a post on the device that no other tab shows, or is about to. */
  private async takeKept(userId: string, postId: string | null): Promise<KeptDraft | null> {
    for (const kept of await this.keptOf(userId)) {
      if (kept.postId === postId && (await take(kept.id))) return kept;
    }
    return null;
  }

  private wake(after: 'passing' | 'signedOut'): void {
    for (const { store } of this.live.values()) store.wake(after);
  }
}

export const drafts = new Drafts();
