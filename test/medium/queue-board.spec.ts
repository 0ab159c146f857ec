import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { newId } from '#lib/kernel';
import { lookAtPublication, PUBLISHING_QUEUE } from '#lib/publishing';
import { OPERATOR, startApi, type TestApi } from '../support/api.js';
import { redisUrl } from '../support/database.js';
import { buildMember } from '../support/factories.js';
import type { HttpClient } from '../support/http.js';

const BOARD = '/admin/queues';

/** What the board's own page asks for, as far as this test looks at it. */
interface Board {
  queues: { name: string; readOnlyMode: boolean; counts: Record<string, number>; jobs: { name: string }[] }[];
}

// One after the other: which backend BullMQ uses is one setting of the process.
describe.each(['redis', 'postgres'] as const)('the queues on %s', (backend) => {
  let api: TestApi;
  let operator: HttpClient;

  beforeAll(async () => {
    if (backend === 'redis') {
      const redis = new Redis(redisUrl());
      await redis.flushdb();
      redis.disconnect();
    }
    api = await startApi(backend === 'redis' ? { REDIS_URL: redisUrl() } : {});
    operator = (await buildMember(api, 'admin', { email: OPERATOR })).http;
    const queue = api.app.get<Queue>(getQueueToken(PUBLISHING_QUEUE), { strict: false });
    await queue.add(
      lookAtPublication.name,
      { organisationId: newId(), publicationId: newId() },
      { delay: 600_000 },
    );
  });
  afterAll(() => api.close());

  it('are shown to operators: page, counts and jobs', async () => {
    const page = await operator.get<string>(BOARD);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    const { body } = await operator.get<Board>(
      `${BOARD}/api/queues?activeQueue=${PUBLISHING_QUEUE}&status=delayed&page=1`,
    );
    expect(body.queues.map(({ name }) => name).sort()).toEqual(['mail', 'publishing']);
    const publishing = body.queues.find(({ name }) => name === PUBLISHING_QUEUE);
    expect(publishing).toMatchObject({ readOnlyMode: true, counts: { delayed: 1 } });
    expect(publishing?.jobs.map(({ name }) => name)).toEqual([lookAtPublication.name]);
  });

  it('are shown to nobody else', async () => {
    const anyone = await api.anyone.get(BOARD);
    expect([anyone.status, anyone.headers.get('location')]).toEqual([302, '/sign-in']);
    // Whoever administers an organisation looks after that, and not after the installation.
    const admin = await buildMember(api, 'admin');
    expect((await admin.http.get(BOARD)).status).toBe(403);
    expect((await admin.http.get(`${BOARD}/api/queues`)).status).toBe(403);
    // A key is for scripts.
    expect((await admin.script.get(`${BOARD}/api/queues`)).status).toBe(302);
  });

  it('are changed by nobody', async () => {
    const answer = await operator.send('PUT', `${BOARD}/api/queues/${PUBLISHING_QUEUE}/pause`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
  });
});
