import { Database } from '#lib/database';
import { Clock } from '#lib/kernel';
import { OPERATOR } from '../../../../../test/support/api.js';
import { buildChannel, buildMember } from '../../../../../test/support/factories.js';
import type { Schemas } from '../../../../../test/support/http.js';
import { startInstallation, type TestInstallation } from '../../../../../test/support/installation.js';
import { until } from '../../../../../test/support/until.js';
import { afterUnconfirmed } from '../../rules/after-confirming.js';
import { afterUnreadable } from '../../rules/after-reading.js';
import { settle } from '../../rules/settlement.js';
import { PublicationStore } from './publication-store.js';

const REFUSED = {
  class: 'auth',
  cause: 'network',
  code: 'access_token_invalid',
  message: 'The token was revoked',
  hint: 'reconnect',
  refused: true,
} as const;

interface Row {
  state: string;
  stage: string;
  /** Null when it is not to be looked at again. */
  due: boolean | null;
  inS: number | null;
  channel: string;
  journal: string;
  told: number;
  asked: number;
}

describe('what the engine writes', () => {
  let installation: TestInstallation;
  beforeAll(async () => {
    installation = await startInstallation('postgres');
  }, 60_000);
  afterAll(() => installation?.close());

  const publication = async (postId: string) => {
    const { rows } = await installation.database.query<Row>(
      `SELECT u.state, u.stage, (u.wake_at <= now()) AS due, (extract(epoch FROM u.wake_at - now()))::float8 AS "inS", c.state AS channel,
         (SELECT string_agg(e.kind, ' ' ORDER BY e.id) FROM publication_event e WHERE e.publication_id = u.id) AS journal,
         (SELECT count(*)::int FROM outbox_message m WHERE m.body->>'publicationId' = u.id::text) AS told,
         (SELECT count(*)::int FROM outbox_message m WHERE m.kind = 'channel.reconnect_needed' AND m.body->>'channelId' = c.id::text) AS asked
       FROM publication u JOIN channel c ON c.id = u.channel_id WHERE u.post_id = $1`,
      [postId],
    );
    return rows[0] as Row;
  };
  /** A publication in the hands of the engine. */
  const claimed = async () => {
    const { app, config } = installation.api;
    const publications = new PublicationStore(app.get(Database), app.get(Clock), config);
    const post = await installation.approved('linkedin');
    await installation.schedule(post.postId, 1);
    const { organisationId, id } = await publicationOf(installation, post.postId);
    const work = await publications.claim(organisationId, id);
    if (!work) throw new Error('not claimed');
    return { ...post, publications, work };
  };
  const change = (id: string, state: 'paused' | 'connected') =>
    installation.admin.http.patch(`/api/v1/channels/${id}`, { state });

  it('was made again and again when an id held NUL, half a surrogate pair or a megabyte: every outcome is written', async () => {
    const { postId, publications, work } = await claimed();
    const hostile = `a\0b\ud83d${'x'.repeat(1_000_000)}`;
    const accepted = settle(work, {
      state: 'published',
      stage: 'done',
      accepted: true,
      remoteId: hostile,
      progress: { create: { id: hostile, [hostile]: 'name' } },
      lastError: { class: 'unknown', cause: 'network', code: hostile, message: hostile, hint: 'may_be_live' },
      journal: [{ kind: 'published', detail: { remoteId: hostile } }],
    });
    expect(await publications.settle(work, accepted)).toBe(true);
    expect(await publication(postId)).toMatchObject({ state: 'published', journal: 'planned published' });
    const { rows } = await installation.database.query<{ id: string | null; bytes: number }>(
      `SELECT u.remote_id AS id, octet_length(u.progress::text) + octet_length(e.detail::text) AS bytes
       FROM publication u JOIN publication_event e ON e.publication_id = u.id AND e.kind = 'published' WHERE u.post_id = $1`,
      [postId],
    );
    // No network names a post so: it is not kept as a name, and what is kept of it is cut.
    expect(rows[0]?.id).toBeNull();
    expect(rows[0]?.bytes).toBeLessThan(500_000);
  });

  it('wakes at once what it holds for a channel that works again meanwhile', async () => {
    const { postId, publications, work } = await claimed();
    const held = settle(work, { stage: 'held', wakeInMs: 3_600_000, journal: [{ kind: 'held' }] });
    expect(await publications.settle({ ...work, channelState: 'paused' }, held)).toBe(true);
    expect(await publication(postId)).toMatchObject({ stage: 'held', due: true });
  });

  it('says that a credential is lost in the statement that holds its post, once, and never of another credential', async () => {
    const { postId, channelId, publications, work } = await claimed();
    const lost = settle(work, {
      stage: 'held',
      wakeInMs: 3_600_000,
      journal: [{ kind: 'held' }],
      channel: { reconnect: 'token_revoked' },
    });
    // Reconnected while the network refused the old one.
    await publications.settle({ ...work, credential: 'sealed long ago' }, lost);
    expect(await publication(postId)).toMatchObject({ channel: 'connected', due: true, asked: 0 });
    const again = await publications.claim(work.organisationId, work.id);
    if (!again) throw new Error('not claimed again');
    await publications.settle(again, lost);
    expect(await publication(postId)).toMatchObject({ channel: 'reconnect_needed', due: false, asked: 1 });
    await publications.settle(again, lost);
    expect((await publication(postId)).asked).toBe(1);
    await installation.database.query(`UPDATE channel SET state = 'connected' WHERE id = $1`, [channelId]);
  });

  it('tells an end once, although it is written twice because the answer to the first was lost', async () => {
    const { postId, publications, work } = await claimed();
    const failed = settle(work, { state: 'failed', stage: 'done', journal: [{ kind: 'failed' }] });
    await publications.settle(work, failed);
    await publications.settle(work, failed);
    expect(await publication(postId)).toMatchObject({ state: 'failed', told: 1 });
  });

  it('sent a cancelled post because its cancellation came while nobody knew whether it was out', async () => {
    const { postId, publications, work } = await claimed();
    const unknown = { state: 'publishing', stage: 'reconciling', wakeInMs: 60_000 } as const;
    await publications.settle(work, settle(work, { ...unknown, keep: true, journal: [{ kind: 'unknown' }] }));
    expect((await installation.manager.http.post(`/api/v1/posts/${postId}/cancel`)).status).toBe(200);
    expect((await publication(postId)).state).toBe('publishing');
    const absent = settle(work, {
      state: 'pending',
      stage: 'retrying',
      wakeInMs: 0,
      journal: [{ kind: 'absent' }],
    });
    expect(await publications.settle(work, absent)).toBe(true);
    const end = await publication(postId);
    expect(end).toMatchObject({ state: 'cancelled', stage: 'done', due: null });
    expect(end.journal).toMatch(/unknown absent cancelled$/);
  });

  it('let a post be edited whose text was out, in the moment before the post said so, and then never sent the new text', async () => {
    const { postId, publications, work } = await claimed();
    const out = settle(work, {
      state: 'published',
      stage: 'done',
      accepted: true,
      journal: [{ kind: 'published' }],
    });
    expect(await publications.settle(work, out)).toBe(true);
    const edited = await installation.manager.http.patch(`/api/v1/posts/${postId}`, { text: 'Trop tard' });
    expect(edited.status).toBe(409);
    expect((await publication(postId)).state).toBe('published');
  });

  it('sent a post again because pausing its channel cut short the time that the network has to show it', async () => {
    const { postId, channelId, publications, work } = await claimed();
    const timeout = {
      class: 'unknown',
      cause: 'timeout',
      code: 'timeout',
      message: '',
      hint: 'may_be_live',
    } as const;
    const unknown = {
      state: 'publishing',
      stage: 'reconciling',
      wakeInMs: 120_000,
      lastError: timeout,
    } as const;
    await publications.settle(work, settle(work, { ...unknown, journal: [{ kind: 'unknown' }] }));
    for (const state of ['paused', 'connected', 'connected'] as const) {
      expect((await change(channelId, state)).status).toBe(200);
    }
    expect((await publication(postId)).inS).toBeGreaterThan(100);
  });

  it.each(['reading', 'confirmation'] as const)(
    'slept for hours over a refused %s, although its channel had been connected again',
    async (what) => {
      const { postId, channelId, publications, work, account, platform } = await claimed();
      const now = {
        ...work,
        state: 'publishing',
        stage: what === 'reading' ? 'reconciling' : 'confirming',
      } as const;
      const refused =
        what === 'reading'
          ? afterUnreadable(now, REFUSED, 0.5)
          : afterUnconfirmed({ ...now, remoteId: null }, REFUSED, 0.5);
      await publications.settle(work, refused);
      expect(await publication(postId)).toMatchObject({ due: false, channel: 'reconnect_needed' });
      // Until then its page leads to whoever can do something.
      const page = () =>
        installation.admin.http.get<Schemas['PublicationPage']>(`/api/v1/posts/${postId}/publications`);
      expect((await page()).body.items[0]?.reconnect).toEqual({ may: true, ask: [expect.any(String)] });
      installation.sandbox.control.patchAccount(platform, account, {
        token: 'AQ-the-next-token',
        tokenState: 'ok',
      });
      const accessToken = 'AQ-the-next-token';
      await installation.admin.http.post(`/api/v1/channels/${channelId}/reconnect`, { accessToken });
      expect((await publication(postId)).due).toBe(true);
    },
  );

  it('kept a post longer than its channel when a network asked for ten years, and the channel waited for it', async () => {
    const { postId, publications, work } = await claimed();
    const years = 10 * 365 * 86_400_000;
    const refused = settle(work, {
      stage: 'retrying',
      wakeInMs: years,
      lastError: { class: 'rate_limited', cause: 'network', code: '429', message: '', hint: 'rate_limited' },
      journal: [{ kind: 'refused' }],
      channel: { holdMs: years, scope: 'channel' },
    });
    expect(await publications.settle(work, refused)).toBe(true);
    const { inS } = await publication(postId);
    expect((inS ?? 0) / 3600).toBeLessThanOrEqual(installation.api.config.HOLD_LIMIT_HOURS);
  });

  it('left the posts of every other channel asleep when an operator ended the pause of the whole application', async () => {
    const [one, other] = [await claimed(), await claimed()];
    const waits = { stage: 'retrying' as const, wakeInMs: 3_600_000, journal: [{ kind: 'refused' }] };
    const lastError = {
      class: 'rate_limited',
      cause: 'network',
      code: '429',
      message: '',
      hint: 'rate_limited',
    } as const;
    for (const { publications, work } of [one, other]) {
      await publications.settle(
        work,
        settle(work, { ...waits, lastError, channel: { holdMs: 3_600_000, scope: 'app' } }),
      );
    }
    const operator = await buildMember(installation.api, 'admin', { email: OPERATOR });
    const away = await buildChannel(installation.api, operator.organisation, 'linkedin');
    expect((await operator.http.post(`/api/v1/channels/${away.id}/release`, {})).status).toBe(200);
    for (const { postId } of [one, other]) expect(await publication(postId)).toMatchObject({ due: true });
  });

  it('never waits in a circle with somebody who reconnects the channel that it holds back', async () => {
    const { app, config } = installation.api;
    const publications = new PublicationStore(app.get(Database), app.get(Clock), config);
    const { postId, channelId } = await installation.approved('facebook');
    await installation.schedule(postId, 1);
    const { organisationId, id } = await publicationOf(installation, postId);
    const work = await publications.claim(organisationId, id);
    if (!work) throw new Error('not claimed');

    const person = await installation.database.connect();
    try {
      await person.query('BEGIN');
      await person.query('SELECT 1 FROM channel WHERE id = $1 FOR UPDATE', [channelId]);
      const written = publications.settle(
        work,
        settle(work, {
          stage: 'retrying',
          wakeInMs: 60_000,
          journal: [{ kind: 'refused' }],
          channel: { holdMs: 60_000, scope: 'channel' },
        }),
      );
      await until('the engine to wait for the person', async () => (await waiting(installation)) === 1, 5000);
      // With its own row locked by the engine, this would be a circle, and one of the two would be thrown out of it.
      await person.query('UPDATE publication SET wake_at = clock_timestamp() WHERE id = $1', [id]);
      await person.query('UPDATE channel SET held_until = NULL WHERE id = $1', [channelId]);
      await person.query('COMMIT');
      expect(await written).toBe(true);
    } finally {
      person.release();
    }
    const { rows } = await installation.database.query<{ held: boolean; stage: string }>(
      `SELECT c.held_until > now() AS held, u.stage FROM publication u JOIN channel c ON c.id = u.channel_id WHERE u.id = $1`,
      [id],
    );
    expect(rows).toEqual([{ held: true, stage: 'retrying' }]);
  }, 30_000);
});

const publicationOf = async ({ database }: TestInstallation, postId: string) => {
  const { rows } = await database.query<{ organisationId: string; id: string }>(
    `SELECT organisation_id AS "organisationId", id FROM publication WHERE post_id = $1`,
    [postId],
  );
  const [row] = rows;
  if (!row) throw new Error('no publication');
  return row;
};

const waiting = async ({ database }: TestInstallation): Promise<number> => {
  const { rows } = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_database d ON d.datname = current_database()
     WHERE NOT l.granted AND EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.pid = l.pid AND a.datid = d.oid)`,
  );
  return rows[0]?.n ?? 0;
};
