import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { newId } from '#lib/kernel';
import { lookAtPublication, PUBLISHING_QUEUE } from '#lib/publishing';
import { startApi, type TestApi } from '../support/api.js';
import { redisUrl } from '../support/database.js';
import { buildEstablishment, buildMember, signIn } from '../support/factories.js';

const BOARD = '/admin/queues';

/** What the board's own page asks for, as far as this test looks at it. */
interface Board {
  queues: { name: string; readOnlyMode: boolean; counts: Record<string, number>; jobs: { name: string }[] }[];
}

// One after the other: which backend BullMQ uses is one setting of the process.
describe.each(['redis', 'postgres'] as const)('the queues on %s', (backend) => {
  let api: TestApi;

  beforeAll(async () => {
    if (backend === 'redis') {
      const redis = new Redis(redisUrl());
      await redis.flushdb();
      redis.disconnect();
    }
    api = await startApi(backend === 'redis' ? { REDIS_URL: redisUrl() } : {});
    const queue = api.app.get<Queue>(getQueueToken(PUBLISHING_QUEUE), { strict: false });
    await queue.add(
      lookAtPublication.name,
      { organisationId: newId(), publicationId: newId() },
      { delay: 600_000 },
    );
  });
  afterAll(() => api.close());

  it('are shown to administrators: page, counts and jobs', async () => {
    const http = await signIn(api, await buildMember(api, 'admin'));
    const page = await http.get<string>(BOARD);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    const { body } = await http.get<Board>(
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
    const manager = await buildMember(api, 'manager');
    expect((await (await signIn(api, manager)).get(BOARD)).status).toBe(403);
    const house = await buildEstablishment(api, manager.organisation);
    const local = await buildMember(api, 'admin', {
      organisation: manager.organisation,
      establishmentId: house.id,
    });
    expect((await (await signIn(api, local)).get(`${BOARD}/api/queues`)).status).toBe(403);
    // A key is for scripts.
    expect((await (await buildMember(api, 'admin')).script.get(`${BOARD}/api/queues`)).status).toBe(302);
  });

  it('are changed by nobody', async () => {
    const http = await signIn(api, await buildMember(api, 'admin'));
    const answer = await http.send('PUT', `${BOARD}/api/queues/${PUBLISHING_QUEUE}/pause`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
  });
});
