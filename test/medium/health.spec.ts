import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#lib/database';
import { OverdueWatch } from '#lib/health';
import { OutboxConsumer } from '#lib/notifications';
import type { Schemas } from '../support/http.js';
import { OPERATOR } from '../support/api.js';
import { type ApprovedPost, type TestInstallation, startInstallation } from '../support/installation.js';
import { buildChannel, buildMember, type TestMember } from '../support/factories.js';
import { until } from '../support/until.js';
import { startWorker } from '../support/worker.js';

let installation: TestInstallation;
let admin: TestMember;
beforeAll(async () => {
  installation = await startInstallation('postgres');
  admin = await buildMember(installation.api, 'admin', {
    organisation: installation.manager.organisation,
    email: OPERATOR,
  });
});
afterAll(() => installation.close());

const details = async (member = admin, language = 'en') =>
  (await member.http.get<Schemas['HealthDetails']>('/api/health/details', { 'accept-language': language }))
    .body;
const finding = (health: Schemas['HealthDetails'], check: string) =>
  health.findings.find((found) => found.check === check);
const look = () => installation.api.app.get(OverdueWatch, { strict: false }).look();
/** Publications that Prometheus is told of as late. */
const lateForPrometheus = async (): Promise<string | undefined> => {
  const text = await (await fetch(`${installation.api.url}/metrics`)).text();
  return /^lineup_late_publications (\d+)$/m.exec(text)?.[1];
};
const drain = () => installation.api.app.get(OutboxConsumer, { strict: false }).drain();
const told = async () =>
  (await admin.http.get<Schemas['NotificationPage']>('/api/v1/notifications')).body.items.filter(
    ({ kind }) => kind === 'publication.overdue',
  );
/** Due three minutes ago, untouched since. */
async function overdue(): Promise<ApprovedPost> {
  const post = await installation.approved('linkedin');
  await installation.schedule(post.postId, -180);
  return post;
}

describe('the details of health', () => {
  it('tell an administrator who does not look after the installation of their own organisation alone', async () => {
    const other = await buildMember(installation.api, 'admin');
    const lost = await buildChannel(installation.api, other.organisation, 'tiktok');
    await installation.database.query(`UPDATE channel SET state = 'reconnect_needed' WHERE id = $1`, [
      lost.id,
    ]);
    const health = await details(other);
    expect(health).toMatchObject({
      scope: 'organisation',
      state: 'warning',
      channels: [{ id: lost.id }],
      publications: { due: 0, late: 0 },
      workers: null,
      database: null,
      queue: null,
      disk: null,
      storage: null,
    });
    expect(health.findings.map(({ check }) => check)).toEqual(['late', 'channels']);
  });

  it('are for administrators of the whole organisation', async () => {
    expect((await installation.manager.http.get('/api/health/details')).status).toBe(403);
    expect((await installation.api.anyone.get('/api/health/details')).status).toBe(401);
  });

  it('without any worker are red, say what to do, and turn green when one comes', async () => {
    const before = await details();
    expect(before.state).toBe('critical');
    expect(finding(before, 'workers')).toMatchObject({
      state: 'critical',
      advice: expect.stringMatching(/^Start/),
    });
    expect((await details(admin, 'fr')).findings[1]?.sentence).toContain('Aucun worker');
    const worker = await startWorker(installation.env);
    try {
      const after = await until('health', async () => {
        const now = await details();
        return now.state !== 'critical' && now;
      });
      expect(after.workers).toEqual([
        expect.objectContaining({ alive: true, version: expect.any(String), sweptAt: expect.any(String) }),
      ]);
      expect(Math.abs(after.workers?.[0]?.clockOffsetMs ?? 9999)).toBeLessThan(1000);
      expect(after.queue).toMatchObject({ kind: 'postgres', publishing: 0, latencyMs: expect.any(Number) });
      expect(after.disk?.freeBytes).toBeGreaterThan(0);
      expect(after.timeZones).toBe(process.versions.tz);
    } finally {
      await worker.stop();
    }
    expect((await details()).workers).toEqual([]);
  }, 60_000);

  it('name the organisation’s own channels in trouble', async () => {
    const lost = await buildChannel(installation.api, admin.organisation, 'tiktok');
    const foreign = await buildChannel(
      installation.api,
      (await buildMember(installation.api, 'admin')).organisation,
      'tiktok',
    );
    await installation.database.query(`UPDATE channel SET state = 'reconnect_needed' WHERE id = ANY($1)`, [
      [lost.id, foreign.id],
    ]);
    const health = await details();
    expect(health.channels.map(({ id }) => id)).toEqual([lost.id]);
    expect(finding(health, 'channels')).toMatchObject({ state: 'warning', code: 'channels_lost' });
    await installation.database.query('DELETE FROM channel WHERE id = ANY($1)', [[lost.id, foreign.id]]);
  });
});

describe('a publication due for more than two minutes that nobody tried', () => {
  it('turns health red and is told administrators once, although every worker is dead', async () => {
    const { postId } = await overdue();
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    const health = await details();
    expect(health.publications).toMatchObject({ late: 1, due: 1 });
    expect(finding(health, 'late')).toMatchObject({ state: 'critical', code: 'late' });
    await until('the notification', async () => (await drain(), (await told()).length === 1));
    expect((await told())[0]).toMatchObject({ count: 1, path: '/health' });
    // Another one is the same incident.
    await overdue();
    expect(await look()).toBe(1);
    await until('its count', async () => (await drain(), (await told())[0]?.count === 2));
    expect(await told()).toHaveLength(1);
    await installation.database.query(`UPDATE publication SET state = 'cancelled', wake_at = NULL`);
    expect(postId).toBeTruthy();
  });

  it('is told once by several processes that look at the same moment, and again when it happens again', async () => {
    await installation.database.query(`UPDATE publication SET state = 'cancelled', wake_at = NULL`);
    await look();
    const { postId } = await overdue();
    const counts = await Promise.all(Array.from({ length: 6 }, look));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    await installation.schedule(postId, 600);
    expect(await look()).toBe(0);
    expect(
      await installation.api.app.get(Database, { strict: false }).query('SELECT 1 FROM overdue_publication'),
    ).toEqual([]);
    await installation.schedule(postId, -180);
    expect(await look()).toBe(1);
  });

  it('is none while its channel is held, nor when it was tried: Prometheus was told of one', async () => {
    await installation.database.query(`UPDATE publication SET state = 'cancelled', wake_at = NULL`);
    await look();
    const { postId } = await overdue();
    expect(await lateForPrometheus()).toBe('1');
    await installation.database.query(`UPDATE publication SET stage = 'held' WHERE post_id = $1`, [postId]);
    expect(await look()).toBe(0);
    expect((await details()).publications.late).toBe(0);
    expect(await lateForPrometheus()).toBe('0');
    await installation.database.query(
      `UPDATE publication SET stage = 'waiting', attempts = 1 WHERE post_id = $1`,
      [postId],
    );
    expect(await look()).toBe(0);
    expect((await details()).publications.late).toBe(0);
  });
});
