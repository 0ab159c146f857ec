// Writes plans straight into the database: channels once, then as many approved posts due at one instant as wanted.
import { createHash, randomUUID } from 'node:crypto';
import { sealCredential } from '../../dist/libs/channels/src/index.js';
import { masterKey, Secret, Vault } from '../../dist/libs/kernel/src/index.js';
import { contentFor } from './content.mjs';
import { inTransaction } from './transaction.mjs';

/** An organisation with its root, and as many establishments below it as wanted. */
export async function makeOrganisation({ database }, { count = 0 } = {}) {
  const [organisation, root] = [randomUUID(), randomUUID()];
  await database.query(`INSERT INTO organisation (id, name) VALUES ($1, 'Burst')`, [organisation]);
  await database.query(
    `INSERT INTO establishment (organisation_id, id, path, name, time_zone) VALUES ($1, $2, ARRAY[$2::uuid], 'Establishment', 'Europe/Paris')`,
    [organisation, root],
  );
  const { rows } = await database.query(
    `INSERT INTO establishment (organisation_id, id, parent_id, path, name, time_zone)
     SELECT $1, id, $2, ARRAY[$2::uuid, id], 'Establishment ' || n, 'Europe/Paris'
     FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, $3) n) below RETURNING id`,
    [organisation, root, count],
  );
  return { organisation, root, establishments: rows.map(({ id }) => id) };
}

/** Channels of one organisation, a new one unless told, each with an account of its own in the sandbox. */
export async function makeChannels(stack, { count, platform, at }) {
  const { database } = stack;
  const { organisation, root, establishments } = at ?? (await makeOrganisation(stack));
  const vault = new Vault([masterKey(new Secret(stack.env.LINEUP_SECRET))]);
  const channels = [];
  for (let n = 0; n < count; n++) {
    const id = randomUUID();
    const establishment = establishments[n % establishments.length] ?? root;
    const account = await stack.control('POST', '/accounts', {
      platform,
      name: `${platform} ${n}`,
      handle: `${platform}${n}`,
    });
    const credential = sealCredential(vault, organisation, id, { accessToken: account.token });
    channels.push({
      id,
      organisation,
      establishment,
      platform,
      account: account.id,
      handle: account.handle,
      token: account.token,
      credential,
    });
  }
  await database.query(
    `INSERT INTO channel (organisation_id, establishment_id, id, platform, remote_id, name, handle, time_zone, credential)
     SELECT $1, r.establishment, r.id, r.platform, r.account, r.handle, r.handle, 'Europe/Paris', r.credential
     FROM jsonb_to_recordset($2) AS r(establishment uuid, id uuid, platform text, account text, handle text, credential text)`,
    [organisation, JSON.stringify(channels)],
  );
  return channels;
}

/**
 * One approved post a channel, of `media` where its network wants some, all due at the same instant; `each` posts a channel are due a millisecond apart.
 * @returns the instant, ms since 1970 on the database's clock, and the ids of the posts
 */
export async function planOn(stack, channels, { leadMs, each = 1, media }) {
  const { database } = stack;
  const [{ organisation, establishment }] = channels;
  const rows = channels.flatMap((channel) =>
    Array.from({ length: each }, (_, place) => {
      const content = postOf(channel, media);
      return {
        post: randomUUID(),
        revision: randomUUID(),
        publication: randomUUID(),
        channel: channel.id,
        place,
        content,
        hash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
      };
    }),
  );
  const { rows: due } = await database.query(
    `SELECT date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => $1 / 1000.0) AS at`,
    [leadMs],
  );
  await inTransaction(database, async (client) => {
    const insert = (sql) => client.query(sql, [organisation, establishment, due[0].at, JSON.stringify(rows)]);
    const given = `jsonb_to_recordset($4) AS r(post uuid, revision uuid, publication uuid, channel uuid, place int, content jsonb, hash text)`;
    await insert(
      `INSERT INTO post (organisation_id, establishment_id, id, author_id, author_name, title, state, due_at)
       SELECT $1, $2, r.post, 'bench', 'Bench', 'Burst', 'scheduled', $3 FROM ${given}`,
    );
    await insert(
      `INSERT INTO revision (organisation_id, id, post_id, number, hash, content, state, submitted_by_id, submitted_by)
       SELECT $1, r.revision, r.post, 1, r.hash, r.content, 'approved', 'bench', $2::uuid::text || $3::timestamptz FROM ${given}`,
    );
    await insert(
      `INSERT INTO publication (organisation_id, id, post_id, channel_id, revision_id, due_at, wake_at)
       SELECT $1, r.publication, r.post, r.channel, r.revision, $3::timestamptz + r.place * interval '1 millisecond',
         $3::timestamptz - make_interval(secs => ${Number(stack.env.ARM_LEAD_SECONDS ?? 180)}) + 0 * length($2::uuid::text) * interval '1 second' FROM ${given}`,
    );
  });
  // As autovacuum does within its next minute.
  await database.query('ANALYZE post, revision, publication, channel');
  return { dueAt: due[0].at.getTime(), ids: rows.map((row) => row.post) };
}

const postOf = ({ id, platform }, media) => ({
  schema: 1,
  title: 'Burst',
  formatId: null,
  channels: [{ channelId: id, platform, baseline: null, content: contentFor(platform, 0, media) }],
});
