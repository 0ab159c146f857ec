import { blankDraft } from '../../draft';
import { DraftStore } from '../draft-store';
import type { Device, KeptDraft, Ports, Transport } from '../ports';
import type { Timers } from '../../../../shared/saving/timers';
import type { Post } from '../../../../shared/api/types';
import { FakeServer } from './fake-server';

/** Timers that tests advance. */
export class ManualTimers implements Timers {
  private time = 0;
  private readonly due: { at: number; run: () => void }[] = [];
  now = (): number => this.time;
  random = (): number => 0.5;

  later = (ms: number, run: () => void): (() => void) => {
    const entry = { at: this.time + ms, run };
    this.due.push(entry);
    return () => {
      const index = this.due.indexOf(entry);
      if (index >= 0) this.due.splice(index, 1);
    };
  };

  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const [next] = this.due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.due.splice(this.due.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.run();
      await settle();
    }
    this.time = end;
  }
}

/** Lets everything run that waits only for its turn. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Storage of the device, which outlives the page. */
export class FakeDevice implements Device {
  readonly entries = new Map<string, KeptDraft>();
  full = false;

  save = async (kept: KeptDraft): Promise<void> => {
    if (this.full) throw new Error('QuotaExceededError');
    this.entries.set(kept.id, structuredClone(kept));
  };

  remove = async (id: string): Promise<void> => {
    this.entries.delete(id);
  };
}

/** A person at a device, a server, and the connection between them. */
export class World {
  readonly server = new FakeServer();
  readonly device = new FakeDevice();
  readonly timers = new ManualTimers();
  readonly saved: string[] = [];
  store: DraftStore | null = null;
  private ids = 0;
  private page = { alive: true, busy: 0 };
  /** How often a page sent a request before the last answer. */
  overlaps = 0;

  /** The page's connections: once it is gone, later answers reach nobody. */
  private ports(): Ports {
    const page = { alive: true, busy: 0 };
    this.page = page;
    const { device } = this;
    return {
      transport: this.watched(page),
      device: {
        save: async (kept) => (page.alive ? device.save(kept) : undefined),
        remove: async (id) => (page.alive ? device.remove(id) : undefined),
      },
      timers: this.timers,
      newId: () => `id-${++this.ids}`,
    };
  }

  private watched(page: { busy: number }): Transport {
    const { transport } = this.server;
    const watch =
      <T extends unknown[]>(call: (...values: T) => Promise<Post>) =>
      async (...values: T): Promise<Post> => {
        if (page.busy++ > 0) this.overlaps++;
        return call(...values).finally(() => page.busy--);
      };
    return {
      create: watch(transport.create),
      change: watch(transport.change),
      submit: watch(transport.submit),
      read: watch(transport.read),
    };
  }

  /** Opens the composer as the application does: the device's copy is restored. */
  open(userId = 'me', post: Post | null = this.server.posts[0] ?? null): DraftStore {
    const postId = post?.id ?? null;
    const kept = [...this.device.entries.values()].filter((entry) => entry.userId === userId);
    const mine = kept.find((entry) => entry.postId === postId) ?? kept.find((entry) => entry.postId === null);
    const open = mine?.postId === null ? null : post;
    this.store = new DraftStore(
      this.ports(),
      {
        userId,
        post: open && structuredClone(open),
        blank: blankDraft(null),
        kept: mine ? structuredClone(mine) : null,
      },
      (_, what) => this.saved.push(what),
    );
    return this.store;
  }

  /** The page is gone, with everything that was only in memory. */
  crash(): void {
    this.page.alive = false;
    this.store?.end();
    this.store = null;
  }
}
