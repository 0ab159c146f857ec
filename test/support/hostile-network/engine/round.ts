import { type Platform, PLATFORMS } from '#lib/platforms';
import type { ApprovedPost } from '../../installation.js';
import { until } from '../../until.js';
import { randomOf } from '../random.js';
import { faultsOfCanaries, faultsOfPosts, faultsOfWorker } from './judge.js';
import { isEnded, isSettled, type Row, rowsOf } from './rows.js';
import type { HostileInstallation } from './hostile-installation.js';

/**
 * Since when a network is hostile: before anything is made ready; just before the due instant, when all is ready; or soon after it,
 * while what was accepted is confirmed and commented.
 */
export const MOMENTS = {
  'all along': null,
  'from the due instant': -150,
  'after the due instant': 120,
} as const;
export type EngineMoment = keyof typeof MOMENTS;

/** One network and what it does. */
export interface EngineCase {
  platform: Platform;
  kind: string;
  moment: EngineMoment;
  /** Whether the network does what it was asked, and only its answer is spoilt. */
  forwarded: boolean;
  /** Whether its connections are cut once the canaries are out: so that what hangs for a minute need not be waited for. */
  cut?: boolean;
}

/** What came of a round. */
export interface Round {
  faults: string[];
  /** How late each canary was accepted by its network, ms. */
  lateMs: number[];
  /** Publications through hostile networks. */
  publications: number;
  /** How many of them each end was written of. */
  ends: Record<string, number>;
}

/** Posts through each hostile network, each on a channel of its own. */
const POSTS = 12;
/** Canaries on each healthy network, at each of two hours. */
const CANARIES = 2;
/** The hour of all is so far ahead, seconds; some canaries are due later, when whatever hangs has hung for a while. */
const LEAD_S = 3;
const SECOND_HOUR_S = 6;
/** Canaries that are not out by then are not waited for, ms after the second hour. */
const CANARY_MS = 10_000;
/** The longest that one call is waited for is a minute, while a lease is held and prolonged; then a word of it is in the row. */
const SETTLED_MS = 90_000;
/** With the network honest again and every pause cut short. */
const ENDED_MS = 120_000;
/** Pauses are cut short so often, ms: no more calls than the engine allows itself, 30 a minute. */
const PACE_MS = 2_500;

/** Plays cases side by side, each on another network, with canaries on those that are left. */
export async function playRound(
  at: HostileInstallation,
  cases: readonly EngineCase[],
  seed: number,
): Promise<Round> {
  const { installation, networks } = at;
  const several = (count: number, platform: Platform): Promise<ApprovedPost[]> =>
    Promise.all(Array.from({ length: count }, () => installation.approved(platform)));
  const healthy = PLATFORMS.filter((name) => cases.every(({ platform }) => platform !== name));
  const trials: { at: EngineCase; posts: ApprovedPost[] }[] = [];
  for (const trial of cases) trials.push({ at: trial, posts: await several(POSTS, trial.platform) });
  const canaries: ApprovedPost[] = [];
  for (const platform of healthy) canaries.push(...(await several(2 * CANARIES, platform)));

  const secrets = installation.sandbox.control
    .accounts()
    .flatMap(({ token, refreshToken }) => [token, refreshToken]);
  const timers: NodeJS.Timeout[] = [];
  for (const [index, { platform, kind, moment, forwarded }] of cases.entries()) {
    const own = trials[index]?.posts.map(({ account }) => account) ?? [];
    const known = installation.sandbox.control.accounts(platform).filter(({ id }) => own.includes(id));
    const turn = (): void => {
      networks[platform].malice = {
        kind,
        forwarded,
        random: randomOf(seed + index),
        secretsOf: (request) =>
          known
            .filter(({ token }) => request.includes(token))
            .flatMap(({ token, refreshToken }) => [token, refreshToken]),
      };
    };
    networks[platform].strayed = 0;
    const fromMs = MOMENTS[moment];
    if (fromMs === null) turn();
    else timers.push(setTimeout(turn, LEAD_S * 1000 + fromMs));
  }
  const hostile = trials.flatMap(({ posts }) => posts);
  await Promise.all([
    ...hostile.map(({ postId }) => installation.schedule(postId, LEAD_S)),
    ...canaries.map(({ postId }, index) => installation.schedule(postId, index % 2 ? LEAD_S : SECOND_HOUR_S)),
  ]);

  const sung = await rowsUntil(
    at,
    canaries,
    SECOND_HOUR_S * 1000 + CANARY_MS,
    ({ lateMs }) => lateMs !== null,
  );
  for (const { platform, cut } of cases) if (cut) networks[platform].cut();
  const settled = new Set<string>();
  await rowsUntil(
    at,
    hostile,
    SETTLED_MS,
    (row) => settled.has(row.postId) || (isSettled(row) && settled.add(row.postId)),
  );
  timers.forEach(clearTimeout);
  for (const { platform } of cases) networks[platform].malice = null;
  const ended = await rowsUntil(
    at,
    hostile,
    ENDED_MS,
    isEnded,
    atAPace(() => endPauses(at, hostile)),
  );

  const faults = [
    ...faultsOfCanaries(at, canaries, sung),
    ...(await faultsOfPosts(at, trials, { settled, ended, secrets })),
    ...faultsOfWorker(at, secrets),
    ...cases
      .filter(({ platform }) => networks[platform].strayed > 0)
      .map(({ platform }) => `${platform} sent it elsewhere`),
  ];
  return {
    faults: faults.map(
      (fault) => `${cases.map(nameOf).join(' + ') || 'nobody hostile'}, seed ${seed}: ${fault}`,
    ),
    lateMs: sung.flatMap(({ lateMs }) => lateMs ?? []),
    publications: hostile.length,
    ends: countOf(ended.map(endOf)),
  };
}

/** Reads rows until all are as wanted. @returns the last reading, whether they are or not */
async function rowsUntil(
  { installation, worker }: HostileInstallation,
  posts: readonly ApprovedPost[],
  withinMs: number,
  wanted: (row: Row) => unknown,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Row[]> {
  const ids = posts.map(({ postId }) => postId);
  let rows: Row[] = [];
  const read = async (): Promise<boolean> => {
    await meanwhile();
    rows = await rowsOf(installation.database, ids);
    const open = rows.filter((row) => !wanted(row));
    return open.length === 0 || worker.process.exitCode !== null;
  };
  await until('rows', read, withinMs).catch(() => undefined);
  return rows;
}

/** Not more often than that, however often it is asked for. */
function atAPace(act: () => Promise<void>): () => Promise<void> {
  let next = 0;
  return async () => {
    if (performance.now() < next) return;
    next = performance.now() + PACE_MS;
    await act();
  };
}

/** Lets the time pass that networks asked for, and that the engine leaves between two tries; not what a network may need to show a post. */
async function endPauses(
  { installation: { database } }: HostileInstallation,
  posts: readonly ApprovedPost[],
): Promise<void> {
  const ids = posts.map(({ postId }) => postId);
  // The half hour that processing may take, for what an honest stand-in would have processed by now.
  await database.query(
    `UPDATE publication SET progress = jsonb_set(progress, '{$waiting,since}', to_jsonb((progress->'$waiting'->>'since')::float8 - 1860000))
     WHERE post_id = ANY($1) AND lease_until IS NULL
       AND (progress->'$waiting'->>'since')::float8 / 1000 BETWEEN extract(epoch FROM now()) - 1800 AND extract(epoch FROM now()) - 5`,
    [ids],
  );
  await database.query('DELETE FROM network_hold');
  await database.query(
    `UPDATE channel SET held_until = NULL WHERE held_until IS NOT NULL AND id IN (SELECT channel_id FROM publication WHERE post_id = ANY($1))`,
    [ids],
  );
  await database.query(
    `UPDATE publication SET wake_at = now(), queued_at = NULL
     WHERE post_id = ANY($1) AND lease_until IS NULL AND stage <> 'held' AND wake_at > now() + interval '1500 ms'`,
    [ids],
  );
}

const endOf = (row: Row): string => (!isEnded(row) ? 'open' : row.stage === 'held' ? 'held' : row.state);

const nameOf = ({ platform, kind, moment, forwarded }: EngineCase): string =>
  `${platform}: ${kind} ${moment}${forwarded ? ' after it was done' : ''}`;

const countOf = (names: readonly string[]): Record<string, number> =>
  names.reduce<Record<string, number>>(
    (counts, name) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }),
    {},
  );
