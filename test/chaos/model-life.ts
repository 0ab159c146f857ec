import type { Platform } from '#lib/platforms';
import type { Backend } from '../support/installation.js';
import { buildChannel } from '../support/factories.js';
import { accessOf } from '../support/platforms.js';
import type { TestWorker } from '../support/worker.js';
import { openWorld, type World } from './world.js';
import { until } from './rounds.js';

/** A revision's text, and the time in which it was approved, ms since 1970. */
export interface Approval {
  text: string;
  from: number;
  until: number;
}

export interface LivingPost {
  postId: string;
  publicationId: string;
  channel: LivingChannel;
  approvals: Approval[];
  /** Set when cancelling was answered with nothing out. */
  cancelledAt: number | null;
  /** Fence as it was last seen. */
  fence: number;
}

export interface LivingChannel {
  id: string;
  account: string;
  platform: Platform;
}

/** The real side of a model-based run: one installation, lived in by one life after the other. */
export interface Life {
  world: World;
  channels: LivingChannel[];
  posts: LivingPost[];
  worker: TestWorker | null;
  /** Forgets the posts of the life before, and makes channels of its own for this one. */
  begin(): Promise<void>;
  startWorker(): Promise<void>;
  crash(): Promise<void>;
  /** Gives every channel its credential back, and waits until nothing is left to do. */
  settle(): Promise<void>;
  reconnect(channel: LivingChannel): Promise<void>;
  close(): Promise<void>;
}

/** Everything a life leaves open must end within this, ms: leases, readings and the first pauses. */
const SETTLE_MS = 90_000;

export async function openLife(backend: Backend, platforms: readonly Platform[]): Promise<Life> {
  const world = await openWorld(backend);
  const { installation } = world;
  const life: Life = {
    world,
    channels: [],
    posts: [],
    worker: null,
    async begin() {
      life.posts = [];
      life.channels = [];
      for (const platform of platforms) {
        const channel = await buildChannel(installation.api, installation.manager.organisation, platform, {
          sandbox: installation.sandbox,
        });
        life.channels.push({ id: channel.id, account: channel.remoteId, platform });
      }
    },
    async startWorker() {
      life.worker ??= await world.worker();
    },
    async crash() {
      life.worker?.process.kill('SIGKILL');
      await life.worker?.ended;
      life.worker = null;
    },
    async settle() {
      await life.startWorker();
      await until(async () => {
        const { rows } = await installation.database.query<{ id: string }>(
          `SELECT id FROM channel WHERE state = 'reconnect_needed' AND id = ANY($1)`,
          [life.channels.map(({ id }) => id)],
        );
        for (const { id } of rows) {
          const channel = life.channels.find((one) => one.id === id);
          if (channel) await life.reconnect(channel);
        }
        const open = await installation.database.query(
          'SELECT 1 FROM publication WHERE id = ANY($1) AND wake_at IS NOT NULL LIMIT 1',
          [life.posts.map(({ publicationId }) => publicationId)],
        );
        return open.rowCount === 0;
      }, SETTLE_MS);
    },
    async reconnect({ id, account, platform }) {
      const token = `token-${id}-${Math.random().toString(36).slice(2)}`;
      const renewed = installation.sandbox.control.patchAccount(platform, account, {
        token,
        tokenState: 'ok',
      });
      if (!renewed) throw new Error(`the sandbox has no account ${account}`);
      const { status } = await installation.admin.http.post(
        `/api/v1/channels/${id}/reconnect`,
        accessOf(platform, renewed),
      );
      if (status !== 200) throw new Error(`reconnecting answered ${status}`);
    },
    async close() {
      await life.worker?.stop();
      await world.close();
    },
  };
  return life;
}
