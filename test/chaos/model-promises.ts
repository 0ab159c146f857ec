import { violations } from './audit.js';
import type { Life, LivingPost } from './model-life.js';

export type Findings = string[];

interface Row {
  id: string;
  state: string;
  stage: string;
  fence: number;
  dueAt: Date | null;
  open: boolean;
  remoteId: string | null;
  lastError: unknown;
  journal: string[];
}

interface Visible {
  at: number;
  text: string;
}

/** Whatever delayed it: only an undisturbed publication keeps its place before those of later hours. */
const DELAYS = new Set(['refused', 'held', 'unknown', 'rescheduled', 'withdrawn', 'not_wanted', 'absent']);

/** Checks every promise of the engine on what the ledger shows now. Nothing here is asked of the engine itself. */
export async function checkPromises(life: Life): Promise<Findings> {
  const rows = await read(life);
  const findings = (await violations(life.world.installation.database)).map(
    (v) => `I3 ${v.rule}: ${v.detail}`,
  );
  const visible = new Map<string, Visible[]>();
  for (const post of life.posts) {
    const row = rows.get(post.publicationId);
    if (!row) {
      findings.push(`I2: ${post.publicationId} is gone`);
      continue;
    }
    const shown = shownOf(life, post);
    visible.set(post.publicationId, shown);
    findings.push(
      ...ofOne(post, row, shown).map(
        (line) => `${line} (${post.channel.platform}: ${row.journal.join(' ')})`,
      ),
    );
    post.fence = row.fence;
  }
  return [...findings, ...outOfOrder(life, rows, visible)];
}

function ofOne(post: LivingPost, row: Row, shown: Visible[]): string[] {
  const found: string[] = [];
  if (shown.length > 1) found.push(`I1: out ${shown.length} times`);
  if (!row.open && ['pending', 'publishing'].includes(row.state) && row.dueAt !== null) {
    found.push(`I2: ${row.state} for ever`);
  }
  if (row.state === 'published' && shown.length === 0) found.push('I2: said to be out, and is not');
  if (row.state === 'failed' && row.lastError === null) found.push('I2: failed without a reason');
  if (row.fence < post.fence) found.push(`I3: the fence fell from ${post.fence} to ${row.fence}`);
  for (const { at, text } of shown) {
    if (row.dueAt !== null && at < row.dueAt.getTime()) found.push('I4: before it is due');
    if (post.cancelledAt !== null && at > post.cancelledAt) found.push('I4: after it was cancelled');
    if (!post.approvals.some((a) => a.text === text && a.from <= at && at <= a.until)) {
      found.push(`I4: not approved at that moment: ${text}`);
    }
  }
  if (row.state === 'published' && !row.remoteId && row.stage === 'done') found.push('I6: no address');
  return found;
}

/** I5: of two undisturbed posts of a channel, the one due earlier is out first. */
function outOfOrder(life: Life, rows: Map<string, Row>, visible: Map<string, Visible[]>): Findings {
  const calm = life.posts.flatMap((post) => {
    const row = rows.get(post.publicationId);
    const [first] = visible.get(post.publicationId) ?? [];
    return row?.dueAt && first && !row.journal.some((kind) => DELAYS.has(kind))
      ? [{ channel: post.channel.id, due: row.dueAt.getTime(), at: first.at }]
      : [];
  });
  return calm.flatMap((a) =>
    calm
      .filter((b) => b.channel === a.channel && a.due < b.due && b.at < a.at)
      .map((b) => `I5: ${a.channel}: due ${b.due - a.due} ms later and out ${a.at - b.at} ms earlier`),
  );
}

function shownOf(life: Life, post: LivingPost): Visible[] {
  const { platform, account } = post.channel;
  const texts = new Set(post.approvals.map(({ text }) => text));
  const own = life.posts.filter((other) => other.channel.account === account);
  return life.world.installation.sandbox.control.ledger({ platform, account }).entries.flatMap((entry) => {
    if (entry.kind !== 'effect' || (entry.effect !== 'published' && entry.effect !== 'revealed')) return [];
    // A text that no post of the channel ever said belongs to the first of them: it is a finding either way.
    const stray = !own.some((other) => other.approvals.some(({ text }) => text === entry.text));
    return texts.has(entry.text) || (stray && own[0] === post)
      ? [{ at: Date.parse(entry.at), text: entry.text }]
      : [];
  });
}

async function read({ world, posts }: Life): Promise<Map<string, Row>> {
  const { rows } = await world.installation.database.query<Row>(
    `SELECT u.id, u.state, u.stage, u.fence, u.due_at AS "dueAt", u.wake_at IS NOT NULL AS open, u.remote_id AS "remoteId",
       u.last_error AS "lastError", array(SELECT kind FROM publication_event e WHERE e.organisation_id = u.organisation_id
         AND e.publication_id = u.id ORDER BY e.id) AS journal
     FROM publication u WHERE u.id = ANY($1)`,
    [posts.map(({ publicationId }) => publicationId)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
