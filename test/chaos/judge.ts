import { openCredential } from '#lib/channels';
import { Vault } from '#lib/kernel';
import { type Violation, violations } from './audit.js';
import { isRefresh } from './cells.js';
import type { Planned, World } from './world.js';

export interface Verdict {
  runs: number;
  /** Posts, or first comments, that followers see more than once. */
  duplicates: number;
  /** Neither out, nor ended with a reason; or said to be out, or not, when it is the other way round. */
  lost: number;
  early: number;
  unapproved: number;
  /** Published without its address, and without saying why. */
  unnamed: number;
  /** Writes of workers that held nothing any more, and fences that fell. */
  stale: number;
  /** Not out yet because the network's quota is used up and it said until when. */
  waiting: number;
  /** Waiting for a person, who is told that it may be live. */
  ambiguous: number;
  /** From the due instant until the last thing noted, ms. */
  settledP99Ms: number;
  /** What went wrong, a line each. */
  findings: string[];
}

interface Row {
  id: string;
  state: string;
  remoteId: string | null;
  lastError: { code: string } | null;
  journal: string;
  /** The network itself said when to come back. */
  toldToWait: boolean;
  /** Notifications of it that somebody has in front of them, and people who have. */
  notices: number;
  told: number;
  /** Its channel asks, or asked, for a new credential. */
  asked: boolean;
  credential: string;
  settledMs: number;
}

const MUST_BE_NONE = ['duplicates', 'lost', 'early', 'unapproved', 'unnamed', 'stale'] as const;

export const isClean = (verdict: Verdict): boolean => MUST_BE_NONE.every((count) => verdict[count] === 0);

/** Holds what the sandbox's ledger shows against what Lineup says, and both against the promises. */
export async function judge(world: World, planned: readonly Planned[]): Promise<Verdict> {
  const rows = await read(world, planned);
  const broken = await violations(world.installation.database);
  const verdict: Verdict = {
    runs: planned.length,
    duplicates: 0,
    lost: 0,
    early: 0,
    unapproved: 0,
    unnamed: 0,
    stale: 0,
    waiting: 0,
    ambiguous: 0,
    settledP99Ms: p99([...rows.values()].map((row) => row.settledMs)),
    findings: [],
  };
  for (const post of planned) {
    const row = rows.get(post.id);
    for (const [count, what] of row
      ? faultsOf(world, post, row, broken)
      : [['lost', 'has no row'] as const]) {
      verdict[count] += 1;
      if (count !== 'ambiguous') {
        verdict.findings.push(`${count}: ${post.cell}: ${what} [${row?.journal ?? ''}]`);
      }
    }
  }
  return verdict;
}

type Finding = readonly [Exclude<keyof Verdict, 'runs' | 'settledP99Ms' | 'findings'>, string];

function faultsOf(world: World, post: Planned, row: Row, broken: readonly Violation[]): Finding[] {
  const { entries } = world.installation.sandbox.control.ledger({
    platform: post.platform,
    account: post.account,
  });
  const effects = entries.filter((entry) => entry.kind === 'effect');
  const posts = effects.filter(({ effect }) => effect === 'published' || effect === 'revealed');
  const comments = effects.filter(({ effect }) => effect === 'comment');
  const found: Finding[] = [];
  const say = (...finding: Finding): void => void found.push(finding);
  for (let extra = 1; extra < posts.length; extra++) say('duplicates', 'published again');
  for (let extra = 1; extra < comments.length; extra++) say('duplicates', 'commented again');
  for (const { at, text } of posts) {
    if (Date.parse(at) < post.dueAt) say('early', `at ${at}`);
    if (!text.includes(post.channelId)) say('unapproved', text);
  }
  if (row.state === 'published' && posts.length === 0) say('lost', 'said to be published, and is not there');
  if ((row.state === 'failed' || row.state === 'cancelled') && posts.length > 0) {
    say('lost', `said to be ${row.state}, and is there`);
  }
  if (row.state === 'failed' && !row.lastError) say('lost', 'failed without a reason');
  const open = row.state === 'pending' || row.state === 'publishing';
  // What is not known to be sent must not be there.
  const asSaid = row.state === 'publishing' || posts.length === 0;
  if (open && row.toldToWait && asSaid) say('waiting', '');
  else if (open) say('lost', `still ${row.state}`);
  if (row.state === 'published' && !row.remoteId && !row.journal.includes('published')) say('unnamed', '');
  if (row.state === 'needs_attention') say('ambiguous', '');
  if (row.state === 'failed' && row.told === 0) say('lost', 'failed, and nobody was told');
  for (let extra = row.told; extra < row.notices; extra++) say('duplicates', 'told again');
  if (post.point && isRefresh(post.point) && !row.asked && !holdsLatest(world, post, row)) {
    say('lost', 'its refresh token, and nobody is asked for another');
  }
  for (const { rule, detail, publicationId } of broken) {
    if (publicationId === post.id) say('stale', `${rule} ${detail}`);
  }
  return found;
}

/** Whether the refresh token that the network would take is the one that is kept. */
function holdsLatest({ installation }: World, { platform, account, channelId }: Planned, row: Row): boolean {
  const vault = installation.api.app.get(Vault, { strict: false });
  const kept = openCredential(
    vault,
    installation.manager.organisation.id,
    channelId,
    row.credential,
  ).reveal();
  return installation.sandbox.control
    .accounts(platform)
    .some(({ id, refreshToken }) => id === account && refreshToken === kept.refreshToken);
}

/** The network's last word on a publication `u` was "later". */
export const TOLD_TO_WAIT = `(SELECT coalesce(l.detail->>'said', l.detail->>'class') = 'rate_limited' OR l.detail ? 'forMs' FROM publication_event l
  WHERE l.organisation_id = u.organisation_id AND l.publication_id = u.id ORDER BY l.id DESC LIMIT 1)`;

async function read({ installation }: World, planned: readonly Planned[]): Promise<Map<string, Row>> {
  const { rows } = await installation.database.query<Row>(
    `SELECT u.id, u.state, u.remote_id AS "remoteId", u.last_error AS "lastError",
       coalesce(u.wake_at > now() AND ${TOLD_TO_WAIT}, false) AS "toldToWait", string_agg(e.kind, ' ' ORDER BY e.id) AS journal,
       (SELECT count(*)::int FROM notification n WHERE n.kind = 'publication.failed' AND n.facts->>'postId' = u.post_id::text) AS notices,
       (SELECT count(DISTINCT user_id)::int FROM notification n WHERE n.kind = 'publication.failed' AND n.facts->>'postId' = u.post_id::text) AS told,
       EXISTS (SELECT 1 FROM notification n WHERE n.kind = 'channel.reconnect_needed' AND n.facts->>'channelId' = u.channel_id::text) AS asked,
       (SELECT c.credential FROM channel c WHERE c.organisation_id = u.organisation_id AND c.id = u.channel_id) AS credential,
       extract(epoch FROM max(e.at) - u.due_at)::float8 * 1000 AS "settledMs"
     FROM publication u JOIN publication_event e ON e.organisation_id = u.organisation_id AND e.publication_id = u.id
     WHERE u.id = ANY($1) GROUP BY u.organisation_id, u.id`,
    [planned.map(({ id }) => id)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function p99(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0);
}

/** The sum of two, for a run of many rounds; the slowest stands for both. */
export const add = (a: Verdict, b: Verdict): Verdict => ({
  runs: a.runs + b.runs,
  duplicates: a.duplicates + b.duplicates,
  lost: a.lost + b.lost,
  early: a.early + b.early,
  unapproved: a.unapproved + b.unapproved,
  unnamed: a.unnamed + b.unnamed,
  stale: a.stale + b.stale,
  waiting: a.waiting + b.waiting,
  ambiguous: a.ambiguous + b.ambiguous,
  settledP99Ms: Math.max(a.settledP99Ms, b.settledP99Ms),
  findings: [...a.findings, ...b.findings],
});
