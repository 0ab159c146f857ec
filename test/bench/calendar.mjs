// B4: the calendar of one organisation among two hundred, with a million publications in the database.
import { fork } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { median, spread, takeTurns } from './ratios.mjs';
import { startStack } from './stack.mjs';

const POSTS_EACH = 5000;
const WINDOW = { from: '2026-11-02', to: '2026-12-14' };
const CLIENTS = 4;

export async function calendar({ organisations = 200, rounds = 5, seconds = 4 } = {}) {
  const stack = await startStack({ workers: 0 });
  try {
    const [measured] = await fill(stack, 2);
    const small = await measure(stack, measured, 1, seconds);
    await fill(stack, organisations - 2);
    const { results, bytes } = await measure(stack, measured, rounds, seconds);
    const of = (name, key) => median(results.map((r) => r[name][key]));
    return {
      bench: 'B4',
      metric: 'calendar p50 / bare pg on the same index',
      ...spread(results.map((r) => r.lineup.p50 / r.floor.p50)),
      target: 1.5,
      detail: {
        publications: organisations * POSTS_EACH,
        toOrmWithRelations: { ...spread(results.map((r) => r.lineup.p50 / r.peer.p50)), target: 0.4 },
        growthFromTenThousand: {
          ratio: Math.round((of('lineup', 'p50') / small.results[0].lineup.p50) * 1000) / 1000,
          target: 1.2,
        },
        ms: Object.fromEntries(
          ['lineup', 'floor', 'peer'].map((name) => [name, { p50: of(name, 'p50'), p99: of(name, 'p99') }]),
        ),
        bytes,
      },
    };
  } finally {
    await stack.stop();
  }
}

async function measure(stack, { organisation, key }, rounds, seconds) {
  const rivals = await Promise.all(
    ['floor', 'peer'].map(async (mode) => {
      const child = fork('test/bench/calendar-rival.mjs', [mode, stack.env.DATABASE_URL, organisation], {
        execArgv: [],
      });
      const [{ port }] = await once(child, 'message');
      return { mode, child, url: `http://127.0.0.1:${port}/` };
    }),
  );
  try {
    const query = `from=${WINDOW.from}&to=${WINDOW.to}&timeZone=Europe/Paris`;
    const lineup = `${stack.env.PUBLIC_URL}/api/v1/calendar?${query}`;
    const headers = { authorization: `Bearer ${key}` };
    const text = await (await fetch(lineup, { headers })).text();
    const results = await takeTurns(
      {
        lineup: () => load(lineup, headers, seconds),
        ...Object.fromEntries(
          rivals.map(({ mode, url }) => [mode, () => load(`${url}?${query}`, {}, seconds)]),
        ),
      },
      rounds,
    );
    const { items } = JSON.parse(text);
    return { results, bytes: { entries: items.length, plain: text.length, gzip: gzipSync(text).length } };
  } finally {
    for (const { child } of rivals) child.kill('SIGTERM');
  }
}

/** Four clients, each asking again once it is answered: what one request takes, ms. */
export async function load(url, headers, seconds, connections = CLIENTS) {
  const result = await autocannon({ url, headers, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  return {
    // Counted from throughput: autocannon rounds single latencies to whole milliseconds.
    p50: (connections * 1000) / result.requests.mean,
    p99: result.latency.p99,
    perSecond: result.requests.mean,
  };
}

/** Organisations with ten channels and five thousand posts over two years. @returns who may ask, for each */
export async function fill(stack, count) {
  const made = [];
  for (let n = 0; n < count; n++) {
    const [organisation, house, format, user] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const key = `lineup_${randomBytes(30).toString('base64url')}`;
    const hash = createHash('sha256').update(key).digest('hex');
    const values = [organisation, house, format, user, hash, key.slice(0, 12), POSTS_EACH];
    const client = await stack.database.connect();
    try {
      await client.query('BEGIN');
      for (const sql of FILL) {
        const used = [...sql.matchAll(/\$(\d)/g)].map((m) => Number(m[1]));
        await client.query(sql, values.slice(0, Math.max(...used)));
      }
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    made.push({ organisation, key });
  }
  await stack.database.query('VACUUM ANALYZE');
  return made;
}

const FILL = [
  `INSERT INTO organisation (id, name) VALUES ($1::uuid, 'Bench')`,
  `INSERT INTO establishment (organisation_id, id, path, name, time_zone) VALUES ($1::uuid, $2::uuid, ARRAY[$2::uuid], 'House', 'Europe/Paris')`,
  `INSERT INTO format (organisation_id, id, key, name, mark, tint, position) SELECT $1::uuid, $3::uuid, 'up-cafe', 'Up café ' || left($2::text, 0), 'UC', '#E4572E', 1`,
  `INSERT INTO auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") SELECT $4::text, 'Bench ' || left($1::text || $2::text || $3::text, 0), $4::text || '@bench.example', true, now(), now()`,
  `INSERT INTO member (organisation_id, id, user_id, establishment_id, role) SELECT $1::uuid, gen_random_uuid(), $4::text, $2::uuid, 'viewer' WHERE $3::text IS NOT NULL`,
  `INSERT INTO api_key (organisation_id, id, user_id, name, prefix, hash, scopes) SELECT $1::uuid, gen_random_uuid(), $4::text, 'bench', $6::text, $5::text, '{read,write}' WHERE $2::text || $3::text IS NOT NULL`,
  `INSERT INTO channel (organisation_id, id, establishment_id, platform, remote_id, name, handle, time_zone, credential)
   SELECT $1::uuid, gen_random_uuid(), $2::uuid, (ARRAY['facebook','instagram','linkedin','tiktok'])[1 + n % 4], n::text, 'Channel ' || n, 'channel' || n, 'Europe/Paris', ''
   FROM generate_series(1, 10) n`,
  `INSERT INTO post (organisation_id, id, establishment_id, author_id, author_name, title, text, format_id, local_time, time_zone, due_at, state)
   SELECT $1::uuid, gen_random_uuid(), $2::uuid, $4::text, 'Bench', 'Parlons solutions, rencontre n° ' || n, repeat('Un café, des idées. ', 20), $3::uuid,
     to_char(at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI'), 'Europe/Paris', at, CASE WHEN at < now() THEN 'published' ELSE 'scheduled' END
   FROM (SELECT n, timestamptz '2026-01-01' + n * (interval '730 days' / $7::int) AS at FROM generate_series(1, $7::int) n) plan
   WHERE $5::text || $6::text IS NOT NULL`,
  `INSERT INTO post_variant (organisation_id, post_id, channel_id, position)
   SELECT p.organisation_id, p.id, c.id, 0 FROM (SELECT *, row_number() OVER (ORDER BY due_at) AS n FROM post WHERE organisation_id = $1::uuid) p
   JOIN (SELECT *, row_number() OVER (ORDER BY id) AS n FROM channel WHERE organisation_id = $1::uuid) c ON c.n = 1 + p.n % 10`,
  `INSERT INTO publication (organisation_id, id, post_id, channel_id, state, stage, due_at)
   SELECT v.organisation_id, gen_random_uuid(), v.post_id, v.channel_id, CASE WHEN p.state = 'published' THEN 'published' ELSE 'pending' END, 'waiting', p.due_at
   FROM post_variant v JOIN post p ON p.organisation_id = v.organisation_id AND p.id = v.post_id WHERE v.organisation_id = $1::uuid`,
];
