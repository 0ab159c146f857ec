import type { ApprovedPost } from '../../installation.js';
import { OWN_WORD } from '../answers.js';
import type { EngineCase } from './round.js';
import { isEnded, type Row, wordsOf } from './rows.js';
import type { HostileInstallation } from './hostile-installation.js';

/** What the judge looks at: rows and what the networks showed; and the worker. */
export interface Judged {
  installation: Pick<HostileInstallation['installation'], 'database' | 'sandbox'>;
}
export interface JudgedWorker {
  worker: {
    process: Pick<HostileInstallation['worker']['process'], 'exitCode'>;
    output: HostileInstallation['worker']['output'];
  };
  grown: HostileInstallation['grown'];
}

/** The second that every canary keeps, ms. */
const SECOND_MS = 1000;
/** What hostile answers may make a worker grow by, bytes. */
const MOST_GROWN = 300_000_000;

/** Canaries of healthy networks: out within their second, once. */
export function faultsOfCanaries(at: Judged, posts: readonly ApprovedPost[], rows: readonly Row[]): string[] {
  return posts.flatMap((post) => {
    const late = rows.find(({ postId }) => postId === post.postId)?.lateMs ?? null;
    const [shown, comments] = shownOf(at, post);
    return [
      ...(late === null ? [`a canary of ${post.platform} is not out`] : []),
      ...(late !== null && !(late >= 0 && late < SECOND_MS)
        ? [`a canary of ${post.platform} was ${Math.round(late)} ms late`]
        : []),
      ...(shown > 1 || comments > 1 ? [`a canary of ${post.platform} is shown twice`] : []),
    ];
  });
}

/** Posts through hostile networks: what is kept of each is bounded, and true as far as anybody can know. */
export async function faultsOfPosts(
  at: Judged,
  trials: readonly { at: Pick<EngineCase, 'platform' | 'kind'>; posts: readonly ApprovedPost[] }[],
  {
    settled,
    ended,
    secrets,
  }: { settled: ReadonlySet<string>; ended: readonly Row[]; secrets: readonly string[] },
): Promise<string[]> {
  const faults: string[] = [];
  for (const { at: trial, posts } of trials) {
    for (const post of posts) {
      const row = ended.find(({ postId }) => postId === post.postId);
      const said = row ? faultsOfRow(row, trial, settled.has(post.postId), shownOf(at, post)) : ['no row'];
      faults.push(...said.map((fault) => `${post.platform} ${post.postId}: ${fault}`));
    }
    const words = await wordsOf(
      at.installation.database,
      posts.map(({ postId }) => postId),
    );
    for (const secret of secrets) {
      const before = words.indexOf(secret);
      if (before >= 0) {
        faults.push(`${trial.platform}: keeps a secret: ${words.slice(Math.max(0, before - 150), before)}…`);
      }
    }
  }
  return faults;
}

function faultsOfRow(
  row: Row,
  { kind }: Pick<EngineCase, 'kind'>,
  settled: boolean,
  [shown, comments]: readonly [number, number],
): string[] {
  const { state, stage, lastError, attempts } = row;
  // What a network says in its own words is believed, a lie too.
  const believed = OWN_WORD.has(kind);
  const where = `${state}/${stage} after ${attempts} attempts, ${lastError?.class ?? 'no error'} ${lastError?.code ?? ''}`;
  return [
    !settled && `nothing was written in time: ${where}`,
    !isEnded(row) && `never came to an end: ${where}`,
    shown > 1 && `${shown} posts`,
    comments > 1 && `${comments} first comments`,
    state === 'failed' && shown > 0 && !believed && `said to have failed, and is shown: ${where}`,
    state === 'published' && shown === 0 && !believed && 'said to be out, and is not there',
    state === 'failed' && lastError === null && 'failed without a reason',
    row.channelState !== 'connected' && !believed && `its channel is ${row.channelState} on nobody’s word`,
  ].filter((fault) => fault !== false);
}

/** The worker: alive, bounded, discreet, and nothing went wrong in it that it did not expect. */
export function faultsOfWorker({ worker, grown }: JudgedWorker, secrets: readonly string[]): string[] {
  const output = worker.output();
  const grownBytes = grown();
  return [
    worker.process.exitCode !== null && `the worker ended with ${worker.process.exitCode}`,
    grownBytes > MOST_GROWN && `the worker grew by ${Math.round(grownBytes / 1_000_000)} MB`,
    secrets.some((secret) => output.includes(secret)) && 'the worker prints a secret',
    output.includes('"level":50') && `the worker prints an error: ${output.slice(-600)}`,
  ].filter((fault) => fault !== false);
}

/** Posts and first comments that followers of its account see: it carries no other post. */
function shownOf({ installation }: Judged, { platform, account }: ApprovedPost): readonly [number, number] {
  const { entries } = installation.sandbox.control.ledger({ platform, account });
  const effects = entries.flatMap((entry) => (entry.kind === 'effect' ? [entry.effect] : []));
  return [
    effects.filter((effect) => effect === 'published' || effect === 'revealed').length,
    effects.filter((effect) => effect === 'comment').length,
  ];
}
