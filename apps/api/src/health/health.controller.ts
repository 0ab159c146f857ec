import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Database } from '#lib/database';
import { Access } from '#lib/identity';
import { Answers, DomainError } from '#lib/kernel';

const health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

/** A worker reports every few seconds; after this silence none is there, seconds. */
const WORKER_SILENCE_S = 30;

/** The same for a job that went through the worker's queue, seconds. */
const QUEUE_SILENCE_S = 60;

@ApiTags('operations')
@Controller('api/health')
export class HealthController {
  constructor(private readonly database: Database) {}

  /** Fine when the database answers and a worker reported lately, and so did a job through its queue. */
  @Get()
  @Access('public')
  @Answers(health)
  async get() {
    const alive = await this.database
      .query<{ ok: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM worker_beat WHERE seen_at > now() - make_interval(secs => $1)
           AND queue_seen_at > now() - make_interval(secs => $2)) AS ok`,
        [WORKER_SILENCE_S, QUEUE_SILENCE_S],
      )
      .catch(() => [{ ok: false }]);
    if (!alive[0]?.ok) throw new DomainError(503, 'not_healthy');
    return { status: 'ok' };
  }
}
