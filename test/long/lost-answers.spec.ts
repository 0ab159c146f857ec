import { DataSource } from 'typeorm';
import { Database, dataSourceOptions } from '#lib/database';
import { Clock } from '#lib/kernel';
import { startInstallation, type TestInstallation } from '../support/installation.js';
import { until } from '../support/until.js';
import { openWay, type VanishingWay } from '../support/vanishing.js';
import { settle, type Settlement } from '../../libs/publishing/src/rules/settlement.js';
import { PublicationStore } from '../../libs/publishing/src/engine/claim/publication-store.js';
import type { Work } from '../../libs/publishing/src/engine/claim/work.js';

const HOUR_MS = 3_600_000;
const REFUSED = {
  class: 'permanent',
  cause: 'network',
  code: 'refused',
  message: 'No',
  hint: 'content_refused',
} as const;

/** The server does what the engine asks for, and its answer is lost on the way. */
describe('a write whose answer is lost', () => {
  let way: VanishingWay;
  let installation: TestInstallation;
  let store: PublicationStore;
  let source: DataSource;
  beforeAll(async () => {
    installation = await startInstallation('postgres', { LEASE_SECONDS: '5' });
    const { app, config } = installation.api;
    way = await openWay(config.DATABASE_ENGINE_URL);
    source = await new DataSource(
      dataSourceOptions(way.through(config.DATABASE_ENGINE_URL), 'lineup_engine', [], 5, 1000),
    ).initialize();
    store = new PublicationStore(new Database(source, source), app.get(Clock), config);
    // Messages are taken off the outbox within seconds: they are counted as they are written.
    await installation.database.query(`
      CREATE TABLE told (kind text, body jsonb);
      CREATE FUNCTION note_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN INSERT INTO public.told VALUES (NEW.kind, NEW.body); RETURN NEW; END $$;
      CREATE TRIGGER note_told AFTER INSERT ON outbox_message FOR EACH ROW EXECUTE FUNCTION note_told();
      INSERT INTO engine_pulse (cluster) VALUES (lineup_cluster()) ON CONFLICT DO NOTHING`);
  }, 60_000);
  afterAll(async () => {
    await source?.destroy();
    await way?.close();
    await installation?.close();
  });

  /** A publication that is due for work. */
  const due = async () => {
    const { postId, channelId } = await installation.approved('linkedin');
    await installation.schedule(postId, 0.5);
    const { rows } = await installation.database.query<{ organisationId: string; id: string }>(
      'SELECT organisation_id AS "organisationId", id FROM publication WHERE post_id = $1',
      [postId],
    );
    return { ...(rows[0] ?? { organisationId: '', id: '' }), channelId };
  };
  const claimed = async (): Promise<Work> => {
    const { organisationId, id } = await due();
    const work = await store.claim(organisationId, id);
    if (!work) throw new Error('not claimed');
    return work;
  };
  const rowOf = async ({ id }: { id: string }) => {
    const { rows } = await installation.database.query<Record<string, unknown>>(
      `SELECT u.state, u.stage, u.fence, u.intent IS NOT NULL AS intended, u.lease_until > clock_timestamp() AS held,
         u.queued_at IS NOT NULL AS queued,
         (SELECT string_agg(e.kind, ' ' ORDER BY e.id) FROM publication_event e WHERE e.publication_id = u.id) AS journal,
         (SELECT string_agg(t.kind, ' ' ORDER BY t.kind) FROM told t WHERE t.body->>'channelId' = u.channel_id::text) AS told
       FROM publication u WHERE u.id = $1`,
      [id],
    );
    return rows[0] ?? {};
  };
  /** Loses the answer to what names this; other connections find the server again once it is done. */
  const losing = async <T>(
    word: string,
    asked: () => Promise<T>,
    isDone: () => Promise<boolean>,
  ): Promise<T> => {
    way.vanishAfter(word);
    const answer = asked();
    answer.catch(() => undefined);
    await until('it to be done', isDone);
    way.back();
    return answer;
  };
  const settled = async (work: Work, settlement: Settlement) => {
    const beside = await claimed();
    const written = await losing(
      work.id,
      () =>
        Promise.all([
          store.settle(work, settlement),
          store.settle(beside, settle(beside, { stage: 'arming', keep: true, journal: [] })),
        ]),
      async () => (await rowOf(work)).stage === settlement.stage,
    );
    return { written, row: await rowOf(work) };
  };

  it('is not written again with the batch: an end had two lines in its journal, and people were told twice', async () => {
    const work = await claimed();
    const { written, row } = await settled(
      work,
      settle(work, {
        state: 'failed',
        stage: 'done',
        lastError: REFUSED,
        channel: { holdMs: 500 * HOUR_MS, scope: 'channel' },
        journal: [{ kind: 'failed' }],
      }),
    );
    expect(written).toEqual([true, true]);
    expect(row).toMatchObject({
      state: 'failed',
      journal: 'planned failed',
      told: 'channel.held publication.failed',
    });
  });

  it('nor when the worker keeps the publication', async () => {
    const work = await claimed();
    const kept = settle(work, {
      stage: 'armed',
      keep: true,
      progress: { $done: ['upload'] },
      journal: [{ kind: 'armed' }],
    });
    const { written, row } = await settled(work, kept);
    expect(written).toEqual([true, true]);
    expect(row).toMatchObject({ stage: 'armed', held: true, journal: 'planned armed' });
    // What comes next is another settlement.
    const next = settle(
      { ...work, stage: 'armed' },
      { stage: 'waiting', wakeInMs: 0, journal: [{ kind: 'held' }] },
    );
    expect(await store.settle(work, next)).toBe(true);
    expect(await rowOf(work)).toMatchObject({ stage: 'waiting', journal: 'planned armed held' });
  });

  it('grants nothing: what was fired on it is taken back by who did not send it', async () => {
    const [work, other] = [await claimed(), await claimed()];
    const wanted = (of: Work) => ({
      work: of,
      intent: { step: 'publish', fence: of.fence, fingerprint: 'f' },
      quotas: [],
    });
    await new Promise((wait) => setTimeout(wait, 500));
    const granted = await losing(
      work.id,
      () => Promise.all([store.fire(wanted(work)), store.fire(wanted(other))]),
      async () => (await rowOf(work)).stage === 'firing',
    );
    expect(granted).toEqual([null, null]);
    expect(await rowOf(work)).toMatchObject({ state: 'publishing', stage: 'firing', intended: true });
    expect(await store.settle(work, settle(work, { stage: 'waiting', wakeInMs: 0, journal: [] }))).toBe(true);
    expect(await rowOf(work)).toMatchObject({ state: 'pending', stage: 'waiting', intended: false });
  });

  it('costs a claim its lease, and no more', async () => {
    const { organisationId, id } = await due();
    const lost = losing(
      id,
      () => store.claim(organisationId, id),
      async () => (await rowOf({ id })).held === true,
    );
    await expect(lost).rejects.toThrow();
    expect(await store.claim(organisationId, id)).toBeNull();
    await until('the lease to end', async () => (await rowOf({ id })).held === false, 10_000);
    expect(await store.claim(organisationId, id)).toMatchObject({ fence: 2, claims: 2, state: 'pending' });
  }, 15_000);

  it('makes nothing wait that a sweep found: it was handed to the queue after half a minute', async () => {
    const { id } = await due();
    const lost = losing(
      'lease_until < clock_timestamp()',
      () => store.sweep(500),
      async () => (await rowOf({ id })).queued === true,
    );
    await expect(lost).rejects.toThrow();
    expect((await store.sweep(500)).map(({ publicationId }) => publicationId)).toContain(id);
    expect((await store.sweep(500)).map(({ publicationId }) => publicationId)).not.toContain(id);
  });
});
