import type { Platform } from '#lib/platforms';
import { startWorker, type TestWorker } from '../support/worker.js';
import { type NetworkFault } from '../chaos/cells.js';
import { settled, until } from '../chaos/rounds.js';
import { openWorld, type Planned, type World } from '../chaos/world.js';

/** Faults that schedulers in the field were seen to have: each by its name, and what it comes to here. */
describe('faults of others', () => {
  let world: World;
  /** Serves every test that needs no worker of its own; these come last. */
  let shared: TestWorker | null = null;
  beforeAll(async () => {
    world = await openWorld('postgres');
    shared = await world.worker();
  }, 60_000);
  const retire = async (): Promise<void> => {
    await shared?.stop();
    shared = null;
  };
  afterAll(async () => {
    await retire();
    await world?.close();
  });

  const ledger = ({ platform, account }: Planned) =>
    world.installation.sandbox.control.ledger({ platform, account }).entries;
  const shown = (post: Planned): number =>
    ledger(post).filter((e) => e.kind === 'effect' && ['published', 'revealed'].includes(e.effect)).length;
  const requests = (post: Planned, operation: string): number =>
    ledger(post).filter((e) => e.kind === 'request' && e.operation === operation && e.committed).length;
  const row = async ({ id }: Planned) => {
    const { rows } = await world.installation.database.query(
      `SELECT u.state, u.fence, u.first_comment, u.attempts, u.last_error, c.state AS channel,
         extract(epoch FROM u.published_at - u.due_at) AS late FROM publication u
       JOIN channel c ON c.organisation_id = u.organisation_id AND c.id = u.channel_id WHERE u.id = $1`,
      [id],
    );
    return rows[0];
  };

  /** One post, with a fault of its network, brought to its end; with settings, by a worker of its own. */
  async function live(
    platform: Platform,
    fault?: { operation: string; fault: NetworkFault; times: number },
    { inSeconds = 1, env }: { inSeconds?: number; env?: Record<string, string> } = {},
  ): Promise<Planned> {
    const post = await world.approve(platform, platform);
    if (fault) world.installation.sandbox.control.armFault({ platform, account: post.account, ...fault });
    const [planned] = await world.schedule([{ ...post, inSeconds }]);
    if (!planned) throw new Error('nothing was planned');
    if (env) await retire();
    const own = env ? await world.worker(env) : null;
    await settled(world, [planned], 60_000);
    await own?.stop();
    return planned;
  }

  /** Each with a fault of its own, and all at once: they wait for their networks together. */
  const together = {
    repeated: () => live('tiktok', { operation: 'status', fault: 'error_500_before', times: 1 }),
    refused: () => live('facebook', { operation: 'comments', fault: 'forbidden', times: -1 }),
    edited: () => live('linkedin'),
    copied: () => live('linkedin', { operation: 'posts', fault: 'error_500_after', times: 7 }),
    blipped: () => live('facebook', { operation: 'feed', fault: 'drop_before', times: 1 }),
  };
  const ended = {} as Record<keyof typeof together, Planned>;
  beforeAll(async () => {
    const names = Object.keys(together) as (keyof typeof together)[];
    await Promise.all(names.map(async (name) => (ended[name] = await together[name]())));
  }, 90_000);

  it('a real double upload because publish and wait shared one retried step', async () => {
    const post = ended.repeated;
    expect([shown(post), requests(post, 'init')]).toEqual([1, 1]);
    expect(await row(post)).toMatchObject({ state: 'published' });
  }, 90_000);

  it('endless reposting because a side job threw after the publish', async () => {
    const post = ended.refused;
    expect(shown(post)).toBe(1);
    expect(await row(post)).toMatchObject({ state: 'published', first_comment: 'failed', attempts: 1 });
  }, 90_000);

  it('an edited published post published again', async () => {
    const post = ended.edited;
    const { http } = world.installation.manager;
    const edited = await http.patch(`/api/v1/posts/${post.postId}`, { text: 'Autre chose.' });
    expect(edited.status).toBe(409);
    expect((await http.post(`/api/v1/posts/${post.postId}/publish-now`)).status).toBe(409);
    expect(shown(post)).toBe(1);
  }, 90_000);

  it('a 500 answer retried seven times giving seven copies', async () => {
    const post = ended.copied;
    expect([shown(post), requests(post, 'posts')]).toEqual([1, 1]);
    expect(await row(post)).toMatchObject({ state: 'published', attempts: 1 });
  }, 90_000);

  it('a job whose lock was shorter than its work', async () => {
    // The lease lasts 5 s, the network needs twice as long, and a second worker looks for what nobody holds.
    world.installation.sandbox.control.changeSettings({ platform: 'instagram', containerDelayMs: 10_000 });
    const rival = await world.worker();
    const post = await live('instagram', undefined, { inSeconds: 3 });
    await rival.stop();
    world.installation.sandbox.control.changeSettings({ platform: 'instagram', containerDelayMs: 200 });
    expect([shown(post), requests(post, 'container')]).toEqual([1, 1]);
  }, 90_000);

  it('a network blip disconnected the channel and sent two e-mails', async () => {
    const post = ended.blipped;
    expect(await row(post)).toMatchObject({ state: 'published', channel: 'connected' });
    const { rowCount } = await world.installation.database.query(
      `SELECT 1 FROM outbox_message WHERE kind LIKE 'channel.%' AND body->>'channelId' = $1`,
      [post.channelId],
    );
    expect(rowCount).toBe(0);
  }, 90_000);

  it('a worker killed between the yes of the network and the database write; processing for ever after a crash', async () => {
    await retire();
    const post = await world.approve('linkedin', 'killed');
    const [planned] = await world.schedule([{ ...post, inSeconds: 2 }]);
    if (!planned) throw new Error('nothing was planned');
    const worker = await world.worker({ LINEUP_FAILPOINT: `after_request@${planned.id}` });
    await until(() => worker.held.size > 0, 15_000);
    worker.process.kill('SIGKILL');
    await worker.ended;
    expect([shown(planned), (await row(planned)).state]).toEqual([1, 'publishing']);
    const heir = await world.worker();
    await settled(world, [planned], 60_000);
    await heir.stop();
    expect([shown(planned), (await row(planned)).state]).toEqual([1, 'published']);
  }, 90_000);

  it('posts left in the queue with no attempt and no error', async () => {
    const post = await world.approve('linkedin', 'lost entry');
    const [planned] = await world.schedule([{ ...post, inSeconds: 1 }]);
    if (!planned) throw new Error('nothing was planned');
    // Handed to the queue, and gone from it.
    await world.installation.database.query('UPDATE publication SET queued_at = now() WHERE id = $1', [
      planned.id,
    ]);
    const worker = await world.worker();
    await settled(world, [planned], 60_000);
    await worker.stop();
    expect([shown(planned), (await row(planned)).state]).toEqual([1, 'published']);
  }, 90_000);

  it('all posts one hour early because the zone of the server was read', async () => {
    for (const TZ of ['Pacific/Noumea', 'America/Cayenne']) {
      const { late } = await row(await live('linkedin', undefined, { env: { TZ } }));
      expect(Number(late)).toBeGreaterThanOrEqual(0);
      // Minutes would be a zone; seconds are the start of a worker.
      expect(Number(late)).toBeLessThan(120);
    }
  }, 90_000);

  it('repeats drifting an hour at the clock change', async () => {
    const { http } = world.installation.manager;
    const due: (string | undefined)[] = [];
    // The same hour of three Sundays; Paris goes over to summer time on the second.
    for (const day of ['2027-03-21', '2027-03-28', '2027-04-04']) {
      const { postId } = await world.approve('linkedin', day);
      const hour = { localTime: `${day}T09:00`, timeZone: 'Europe/Paris' };
      expect((await http.post(`/api/v1/posts/${postId}/schedule`, hour)).status).toBe(200);
      const { rows } = await world.installation.database.query<{ due: Date }>(
        'SELECT due_at AS due FROM publication WHERE post_id = $1',
        [postId],
      );
      due.push(rows[0]?.due.toISOString());
    }
    expect(due).toEqual(['2027-03-21T08:00:00.000Z', '2027-03-28T07:00:00.000Z', '2027-04-04T07:00:00.000Z']);
  });

  it('the missed-post sweep that ran only when a setting was set', async () => {
    const post = await world.approve('linkedin', 'missed');
    const [planned] = await world.schedule([{ ...post, inSeconds: -60 }]);
    if (!planned) throw new Error('nothing was planned');
    const {
      SWEEP_MS: _sweep,
      LEASE_SECONDS: _lease,
      ARM_LEAD_SECONDS: _lead,
      ...env
    } = world.installation.env;
    const worker = await startWorker(env);
    await settled(world, [planned], 60_000);
    await worker.stop();
    expect([shown(planned), (await row(planned)).state]).toEqual([1, 'published']);
  }, 90_000);
});
