import { BullModule, getQueueToken, Processor } from '@nestjs/bullmq';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { CONFIG, loadConfig, LOGGER } from '#lib/kernel';
import { redisUrl } from '../../../test/support/database.js';
import { TEST_SECRET } from '../../../test/support/servers.js';
import { QUEUES } from './define-job.js';
import { JobHost } from './job-host.js';
import { QueueModule } from './queue.module.js';

const [QUEUE] = QUEUES;

@Processor(QUEUE)
class Consumer extends JobHost {
  protected readonly queue = 'none has jobs';
  protected readonly handlers = [];
}

const lines: string[] = [];
const settings = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  LINEUP_HOME: '/nonexistent',
  LINEUP_SECRET: TEST_SECRET,
  REDIS_URL: redisUrl(),
};

@Module({
  providers: [
    { provide: CONFIG, useFactory: () => loadConfig(settings, []) },
    {
      provide: LOGGER,
      useValue: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }),
    },
  ],
  exports: [CONFIG, LOGGER],
})
class Around {}

@Module({
  imports: [
    { module: Around, global: true },
    QueueModule.forRoot(),
    BullModule.registerQueue({ name: QUEUE }),
  ],
  providers: [Consumer],
})
class Process {}

describe('what a queue and its consumer complain of', () => {
  let app: INestApplicationContext;
  let redis: Redis;
  beforeEach(async () => {
    redis = new Redis(redisUrl());
    await redis.flushdb();
    lines.length = 0;
    app = await NestFactory.createApplicationContext(Process, { logger: ['error'] });
  });
  afterEach(async () => {
    await app.close();
    redis.disconnect();
  });

  it('stands in the log with its sentence alone; it was printed with the whole connection', () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      const lost = Object.assign(new Error('Connection terminated'), { client: { password: 'secret' } });
      app.get<Queue>(getQueueToken(QUEUE)).emit('error', lost);
      app.get(Consumer).worker.emit('error', lost);
      expect(printed).not.toHaveBeenCalled();
    } finally {
      printed.mockRestore();
    }
    const said = lines.map((line) => JSON.parse(line) as { queue: string; err: { message: string } });
    expect(said.map(({ queue, err }) => [queue, err.message])).toEqual([
      [QUEUE, 'Connection terminated'],
      [QUEUE, 'Connection terminated'],
    ]);
    expect(lines.join()).not.toContain('secret');
  });
});
