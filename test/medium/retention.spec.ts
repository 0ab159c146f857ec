import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { Retention } from '#lib/health';
import { newId } from '#lib/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember, type TestMember } from '../support/factories.js';

let api: TestApi;
let member: TestMember;
let owner: Pool;

beforeAll(async () => {
  api = await startApi();
  member = await buildMember(api, 'admin');
  owner = new Pool({ connectionString: api.database.url });
});
afterAll(async () => {
  await owner.end();
  await api.close();
});

const sweep = (batch?: number) => api.app.get(Retention, { strict: false }).sweep(batch);
const count = async (table: string, where = 'true'): Promise<number> =>
  (await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`)).rows[0]?.n ??
  0;

/** Five old rows and one that stays, of everything that grows. */
async function grow(): Promise<void> {
  const org = `'${member.organisation.id}'`;
  const each = `FROM (SELECT n, CASE WHEN n = 0 THEN interval '0' ELSE interval '4 years' END AS age FROM generate_series(0, 5) n) g`;
  for (const sql of [
    `INSERT INTO auth.session (id, "expiresAt", token, "updatedAt", "userId") SELECT 's' || n, now() + interval '1 hour' - age, 't' || n, now(), '${member.userId}' ${each}`,
    `INSERT INTO worker_beat (id, version, seen_at) SELECT 'w' || n, '0', now() - age ${each}`,
    `INSERT INTO idempotency_key (organisation_id, user_id, key, fingerprint, created_at) SELECT ${org}, 'u', 'k' || n, '', now() - age ${each}`,
    `INSERT INTO mail_digest (organisation_id, id, user_id, state, created_at) SELECT ${org}, md5('d' || n)::uuid, 'u', 'sent', now() - age ${each}`,
    `INSERT INTO notification (organisation_id, id, user_id, kind, incident, facts, in_app, mail, created_at, digest_id)
     SELECT ${org}, gen_random_uuid(), 'u', 'review.asked', n || '/' || k, '{}', true, 'none', now() - age, CASE WHEN k = 1 THEN md5('d' || n)::uuid END ${each}, generate_series(1, 2) k`,
    `INSERT INTO audit_entry (organisation_id, id, at, actor_name, action, subject_type) SELECT ${org}, gen_random_uuid(), now() - age, 'x', 'old.' || n, 'post' ${each}`,
    `INSERT INTO auth.security_event (id, at, user_id, kind) SELECT gen_random_uuid(), now() - age, 'u', 'old.' || n ${each}`,
    `INSERT INTO invitation (organisation_id, id, email, name, role, establishment_id, token_hash, invited_by, expires_at)
     SELECT ${org}, gen_random_uuid(), n || '@test.example', 'x', 'viewer', '${member.organisation.rootId}', 'h' || n, 'u', now() + interval '1 hour' - age ${each}`,
  ]) {
    await owner.query(sql);
  }
}

describe('what grows has an end', () => {
  it('goes by age in batches, and what is not old enough stays', async () => {
    await grow();
    const gone = await sweep(2);
    expect(gone).toMatchObject({
      sessions: 5,
      'heartbeats of dead workers': 5,
      'used idempotency keys': 5,
      'e-mails': 5,
      notifications: 5,
      'audit log': 5,
      'security log': 5,
      invitations: 5,
    });
    expect(await count('auth.session', `id LIKE 's%' AND length(id) = 2`)).toBe(1);
    expect(await count('worker_beat')).toBe(1);
    expect(await count('idempotency_key')).toBe(1);
    expect(await count('notification')).toBe(2);
    expect(await count('audit_entry', `action LIKE 'old.%'`)).toBe(1);
    expect(await count('auth.security_event', `kind LIKE 'old.%'`)).toBe(1);
    expect(await sweep()).toEqual({});
  });

  it('is swept by one process at a time', async () => {
    await owner.query(
      `INSERT INTO worker_beat (id, version, seen_at) VALUES ('gone', '0', now() - interval '2 days')`,
    );
    const other = await owner.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT pg_advisory_xact_lock(7391604531)');
      expect(await sweep()).toEqual({});
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
    expect(await sweep()).toEqual({ 'heartbeats of dead workers': 1 });
  });

  it('keeps history for 90 days, whatever the application asks: it may not choose to forget', async () => {
    await owner.query(
      `INSERT INTO audit_entry (organisation_id, id, at, actor_name, action, subject_type) VALUES ($1, $2, now() - interval '80 days', 'x', 'kept', 'post')`,
      [member.organisation.id, newId()],
    );
    const { rows } = await owner.query<{ n: number }>('SELECT lineup_forget_audit(1, 100) AS n');
    expect(rows).toEqual([{ n: 0 }]);
    expect(await count('audit_entry', `action = 'kept'`)).toBe(1);
  });
});
