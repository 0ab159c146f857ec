// Writes a burst straight into the database: channels, approved posts and publications due at one instant.
import { createHash, randomUUID } from 'node:crypto';
import { sealCredential } from '../../dist/libs/channels/src/index.js';
import { masterKey, Secret, Vault } from '../../dist/libs/kernel/src/index.js';
import { contentFor, storeMedia } from './content.mjs';

/** @returns the instant everything is due, ms since 1970 by the database's clock */
export async function planBurst(stack, { posts, networks, dueInSeconds, leadSeconds }) {
  const { database } = stack;
  const organisation = randomUUID();
  const establishment = randomUUID();
  await database.query(`INSERT INTO organisation (id, name) VALUES ($1, 'Burst')`, [organisation]);
  await database.query(
    `INSERT INTO establishment (organisation_id, id, path, name, time_zone) VALUES ($1, $2, ARRAY[$2::uuid], 'Establishment', 'Europe/Paris')`,
    [organisation, establishment],
  );
  const media = await storeMedia(stack, organisation);
  const vault = new Vault([masterKey(new Secret(stack.env.LINEUP_SECRET))]);
  const rows = { channels: [], posts: [], revisions: [], publications: [] };
  for (let n = 0; n < posts; n++) {
    const post = randomUUID();
    const revision = randomUUID();
    const channels = [];
    for (const platform of networks) {
      const channel = randomUUID();
      const account = await stack.control('POST', '/accounts', {
        platform,
        name: `${platform} ${n}`,
        handle: `${platform}${n}`,
      });
      rows.channels.push({
        id: channel,
        platform,
        remote_id: account.id,
        handle: account.handle,
        credential: sealCredential(vault, organisation, channel, { accessToken: account.token }),
      });
      channels.push({
        channelId: channel,
        platform,
        baseline: null,
        content: contentFor(platform, n, media),
      });
      rows.publications.push({ id: randomUUID(), post_id: post, channel_id: channel, revision_id: revision });
    }
    const content = { schema: 1, title: `Burst ${n}`, formatId: null, channels };
    rows.posts.push({ id: post, title: content.title });
    rows.revisions.push({
      id: revision,
      post_id: post,
      content,
      hash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    });
  }
  const insert = (sql, data) => database.query(sql, [organisation, establishment, JSON.stringify(data)]);
  await insert(
    `INSERT INTO channel (organisation_id, establishment_id, id, platform, remote_id, name, handle, time_zone, credential)
     SELECT $1, $2, r.id, r.platform, r.remote_id, r.handle, r.handle, 'Europe/Paris', r.credential
     FROM jsonb_to_recordset($3) AS r(id uuid, platform text, remote_id text, handle text, credential text)`,
    rows.channels,
  );
  await insert(
    `INSERT INTO post (organisation_id, establishment_id, id, author_id, author_name, title, state)
     SELECT $1, $2, r.id, 'bench', 'Bench', r.title, 'scheduled' FROM jsonb_to_recordset($3) AS r(id uuid, title text)`,
    rows.posts,
  );
  await insert(
    `INSERT INTO revision (organisation_id, id, post_id, number, hash, content, state, submitted_by_id, submitted_by)
     SELECT $1, r.id, r.post_id, 1, r.hash, r.content, 'approved', 'bench', $2::uuid::text
     FROM jsonb_to_recordset($3) AS r(id uuid, post_id uuid, hash text, content jsonb)`,
    rows.revisions,
  );
  const due = await database.query(`SELECT date_trunc('second', now()) + make_interval(secs => $1) AS at`, [
    dueInSeconds,
  ]);
  await database.query('UPDATE post SET due_at = $2 WHERE organisation_id = $1', [
    organisation,
    due.rows[0].at,
  ]);
  await database.query(
    `INSERT INTO publication (organisation_id, id, post_id, channel_id, revision_id, due_at, wake_at)
     SELECT $1, r.id, r.post_id, r.channel_id, r.revision_id, $2::timestamptz, $2::timestamptz - make_interval(secs => $4)
     FROM jsonb_to_recordset($3) AS r(id uuid, post_id uuid, channel_id uuid, revision_id uuid)`,
    [organisation, due.rows[0].at, JSON.stringify(rows.publications), leadSeconds],
  );
  return { organisation, dueAt: due.rows[0].at.getTime() };
}
