// The people and channels of a soak: an editor and a manager above 300 establishments, a manager in each.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { makeChannels, makeOrganisation } from './plan.mjs';

/** @returns the keys of the editor and of the manager, and a channel for each establishment, two networks in turn */
export async function makeEstablishments(stack, count) {
  const at = await makeOrganisation(stack, { count });
  const { organisation, root, establishments } = at;
  const half = Math.ceil(count / 2);
  const channels = [
    ...(await makeChannels(stack, {
      count: half,
      platform: 'facebook',
      at: { ...at, establishments: establishments.slice(0, half) },
    })),
    ...(await makeChannels(stack, {
      count: count - half,
      platform: 'linkedin',
      at: { ...at, establishments: establishments.slice(half) },
    })),
  ];
  const [editor] = await makePeople(stack, organisation, 'editor', [root]);
  const [manager] = await makePeople(stack, organisation, 'manager', [root]);
  await makePeople(stack, organisation, 'manager', establishments);
  await stack.database.query('VACUUM ANALYZE');
  return { editor, manager, channels };
}

/** @returns a key for each establishment's person, with all that a script may do */
async function makePeople({ database }, organisation, role, establishments) {
  const people = establishments.map((establishment) => {
    const key = `lineup_${randomBytes(30).toString('base64url')}`;
    return {
      establishment,
      user: randomUUID(),
      key,
      prefix: key.slice(0, 12),
      hash: createHash('sha256').update(key).digest('hex'),
    };
  });
  const given = `jsonb_to_recordset($1) AS r(establishment uuid, "user" text, prefix text, hash text)`;
  const rows = JSON.stringify(people.map(({ key: _, ...row }) => row));
  await database.query(
    `INSERT INTO auth."user" (id, name, email, "emailVerified")
     SELECT r."user", 'Soak', r."user" || '@soak.example', true FROM ${given}`,
    [rows],
  );
  await database.query(
    `INSERT INTO member (organisation_id, id, user_id, establishment_id, role)
     SELECT $2, uuidv7(), r."user", r.establishment, $3 FROM ${given}`,
    [rows, organisation, role],
  );
  await database.query(
    `INSERT INTO api_key (organisation_id, id, user_id, name, prefix, hash, scopes, expires_at)
     SELECT $2, uuidv7(), r."user", 'soak', r.prefix, r.hash, '{read,posts,publish,approve}', now() + interval '90 days' FROM ${given}`,
    [rows, organisation],
  );
  return people.map(({ key }) => key);
}
