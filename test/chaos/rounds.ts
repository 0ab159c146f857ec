import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failpoint } from '#lib/kernel';
import type { Platform } from '#lib/platforms';
import { accessOf, callsOf } from '../support/platforms.js';
import { refuseForEver } from '../support/installation.js';
import type { TestWorker } from '../support/worker.js';
import {
  countsApplication,
  isLate,
  isNotification,
  isRefresh,
  meets,
  rotates,
  type NetworkCell,
  type ProcessFault,
} from './cells.js';
import { TOLD_TO_WAIT } from './judge.js';
import type { Planned, World } from './world.js';

/** Hours of a round, s from its start: late points are reached a network's answer after the due instant. */
const HOUR_S = 4;
const EARLY_HOUR_S = 2;
/** Longest that everything is given to come to its point, ms: a busy machine takes its time. */
const GATHER_MS = 90_000;
/** Only a network that makes us wait is polled: nobody waits for these points. */
const isPoll = (point: string): boolean => /^(?:before|after)_poll@/u.test(point);
/** The installation's lease, and a little. */
const BEYOND_LEASE_MS = 6500;

/** One publication a point and network, all stopped at their points, and one blow to all of them. */
export async function processRound(
  world: World,
  fault: ProcessFault,
  points: readonly Failpoint[],
  platforms: readonly Platform[],
): Promise<{ planned: Planned[]; missed: string[] }> {
  const posts: (Awaited<ReturnType<World['approve']>> & { point: Failpoint; inSeconds: number })[] = [];
  for (const point of points) {
    for (const platform of platforms.filter((p) => meets(p, point))) {
      const post = await world.approve(platform, `${fault} ${point} ${platform}`);
      posts.push({ ...post, point, inSeconds: isLate(point) ? EARLY_HOUR_S : HOUR_S });
    }
  }
  const planned = await world.schedule(posts);
  const wanted = await Promise.all(
    planned.map(async (post, index) => {
      const { point } = posts[index] ?? post;
      if (point && isRefresh(point)) await endsSoon(world, post);
      if (point && isNotification(point)) refuseForEver(world.installation, post);
      return `${point}@${point && isRefresh(point) ? post.channelId : post.id}`;
    }),
  );
  const worker = await world.worker({ LINEUP_FAILPOINT: wanted.join(',') });
  await until(() => wanted.every((point) => isPoll(point) || worker.held.has(point)), GATHER_MS);
  const after = await strike(world, fault, worker);
  await settled(world, planned);
  await Promise.all(after.map((one) => one.stop()));
  const missed = planned.filter((_, index) => !worker.held.has(wanted[index] ?? '')).map(({ cell }) => cell);
  return { planned, missed };
}

/** The credential of its channel is about to end, and a worker looks after it next. */
async function endsSoon({ installation }: World, { channelId }: Planned): Promise<void> {
  await installation.database.query(
    `UPDATE channel SET token_expires_at = now() + interval '30 minutes', keep_at = now() WHERE id = $1`,
    [channelId],
  );
}

/** @returns the workers that go on */
async function strike(world: World, fault: ProcessFault, worker: TestWorker): Promise<TestWorker[]> {
  const release = () => void worker.process.kill('SIGUSR2');
  switch (fault) {
    case 'kill':
      worker.process.kill('SIGKILL');
      await worker.ended;
      return [await world.worker()];
    case 'pause': {
      worker.process.kill('SIGSTOP');
      const heir = await world.worker();
      await sleep(BEYOND_LEASE_MS);
      // It wakes up in the middle of what it was about to do, and another has done it.
      release();
      worker.process.kill('SIGCONT');
      return [worker, heir];
    }
    case 'postgres_crash':
      await world.postgres.crash();
      release();
      await world.postgres.restart();
      return [worker];
    case 'redis_flush':
      await world.flushQueue();
      release();
      return [worker];
    case 'redis_restart':
      await world.restartQueue();
      release();
      return [worker];
  }
}

/** One publication a request and fault of its network, all at one hour. */
export async function networkRound(world: World, cells: readonly NetworkCell[]): Promise<Planned[]> {
  const posts = [];
  for (const { platform, operation, fault, lost, times = 1 } of cells) {
    const after = lost ? ` after a lost ${lost}` : '';
    const post = await world.approve(platform, `${fault} ${operation}${after} ${platform}`);
    const params = { delayMs: 30_000, retryAfterS: 60 };
    const { account } = post;
    if (lost) {
      world.installation.sandbox.control.armFault({
        platform,
        account,
        operation: lost,
        fault: 'drop_after',
        times: 1,
      });
    }
    world.installation.sandbox.control.armFault({
      platform,
      account,
      operation,
      fault,
      times,
      params,
    });
    posts.push({ ...post, inSeconds: HOUR_S });
  }
  const planned = await world.schedule(posts);
  const worker = await world.worker();
  await settled(world, planned);
  await worker.stop();
  return planned;
}

/** Channels of each network that share its application. */
const SHARING = 3;

/**
 * A network says that the application, not the channel, has asked enough: every channel of it waits until the network's
 * hour, which is brought forward here, and all resume by themselves.
 * @returns with networks whose other channels went on as if nothing had been said
 */
export async function appLimitRound(
  world: World,
  platforms: readonly Platform[],
): Promise<{ planned: Planned[]; missed: string[] }> {
  const posts = [];
  for (const platform of platforms) {
    for (let n = 0; n < SHARING; n++) {
      const post = await world.approve(platform, `application limit ${platform} ${n}`);
      posts.push({ ...post, inSeconds: n === 0 ? EARLY_HOUR_S : 3 * HOUR_S });
    }
  }
  for (const { platform, account } of posts.filter(({ inSeconds }) => inSeconds === EARLY_HOUR_S)) {
    world.installation.sandbox.control.armFault({
      platform,
      account,
      operation: callsOf(platform).visible,
      fault: 'rate_limited',
      params: { scope: 'app', retryAfterS: 600 },
    });
  }
  const planned = await world.schedule(posts);
  const worker = await world.worker();
  const counting = platforms.filter(countsApplication);
  const held = async (): Promise<Set<string>> => {
    const { rows } = await world.installation.database.query<{ channelId: string }>(
      `SELECT u.channel_id AS "channelId" FROM publication u JOIN channel c ON c.organisation_id = u.organisation_id AND c.id = u.channel_id
       JOIN network_hold n ON n.platform = c.platform AND n.held_until > now()
       WHERE u.id = ANY($1) AND u.state = 'pending' AND u.stage = 'retrying'`,
      [planned.map(({ id }) => id)],
    );
    return new Set(rows.map(({ channelId }) => channelId));
  };
  const wanted = planned.filter(({ platform }) => counting.includes(platform));
  let waiting = new Set<string>();
  await until(async () => {
    waiting = await held();
    return wanted.every(({ channelId }) => waiting.has(channelId));
  }, 40_000);
  const missed = wanted.filter(({ channelId }) => !waiting.has(channelId)).map(({ cell }) => cell);
  await world.installation.database.query('DELETE FROM network_hold');
  await world.installation.database.query(
    `UPDATE publication SET wake_at = now(), queued_at = NULL WHERE id = ANY($1) AND stage = 'retrying'`,
    [planned.map(({ id }) => id)],
  );
  await settled(world, planned);
  await worker.stop();
  return { planned, missed };
}

/** A worker whose own clock is wrong: what is due is the database's to say. */
export async function clockRound(
  world: World,
  offsetMs: number,
  platforms: readonly Platform[],
): Promise<Planned[]> {
  const posts = [];
  for (const platform of platforms) {
    posts.push({ ...(await world.approve(platform, `clock ${offsetMs} ${platform}`)), inSeconds: HOUR_S });
  }
  const planned = await world.schedule(posts);
  const preload = pathToFileURL('test/chaos/shifted-clock.mjs').href;
  const worker = await world.worker({ SHIFT_CLOCK_MS: String(offsetMs) }, preload);
  await settled(world, planned);
  await worker.stop();
  return planned;
}

/** Waits until the engine has nothing left to do for them; an administrator who was asked reconnects a channel. */
export async function settled(world: World, planned: readonly Planned[], limitMs = 240_000): Promise<void> {
  const ids = planned.map(({ id }) => id);
  await until(async () => {
    const { rows } = await world.installation.database
      .query<{ open: number; lost: string[] | null }>(
        `SELECT (SELECT count(*)::int FROM publication u WHERE id = ANY($1) AND wake_at IS NOT NULL
             -- A network that says "tomorrow" is believed.
             AND NOT (wake_at > now() + interval '2 minutes' AND ${TOLD_TO_WAIT}))
             + (SELECT count(*)::int FROM outbox_message WHERE body->>'publicationId' = ANY($1::text[])) AS open,
           (SELECT array_agg(c.id) FROM channel c WHERE c.state = 'reconnect_needed' AND EXISTS (
             SELECT 1 FROM notification n
             WHERE n.kind = 'channel.reconnect_needed' AND n.facts->>'channelId' = c.id::text)) AS lost`,
        [ids],
      )
      // The database may be down on purpose.
      .catch(() => ({ rows: [{ open: -1, lost: null }] }));
    for (const id of rows[0]?.lost ?? []) await reconnect(world, id);
    return rows[0]?.open === 0;
  }, limitMs);
}

async function reconnect(world: World, channelId: string): Promise<void> {
  const channel = world.planned.find((post) => post.channelId === channelId);
  if (!channel) return;
  const { account, platform } = channel;
  const token = `token-${channelId}-${Math.random().toString(36).slice(2)}`;
  const { control } = world.installation.sandbox;
  const renewed = control.patchAccount(platform, account, { token, tokenState: 'ok' });
  if (!renewed) throw new Error(`The sandbox has no account ${account}`);
  const access = accessOf(platform, renewed);
  // A consent gives both; a token alone would leave a refresh token that a crash has lost.
  const refreshToken = rotates(platform) && !('login' in access) ? renewed.refreshToken : undefined;
  const { status, body } = await world.installation.admin.http.post(
    `/api/v1/channels/${channelId}/reconnect`,
    { ...(refreshToken && { refreshToken }), ...access },
  );
  if (status !== 200) throw new Error(`The channel was not reconnected: ${JSON.stringify(body)}`);
}

/** Polls until it holds or the time is over; what did not come about is for the judge to say. */
export async function until(met: () => boolean | Promise<boolean>, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await met()) && performance.now() < deadline) await sleep(150);
}
