import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Readiness } from '#lib/health';
import { Access } from '#lib/identity';
import { Does, Answers, DomainError } from '#lib/kernel';

const health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

/** `Retry-After`, seconds. */
const RETRY_AFTER_S = 5;

@ApiTags('operations')
@Controller('api/health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Readiness: whether all that Lineup needs is available. Answers within two seconds. */
  @Get()
  @Does('Tells whether this process can serve')
  @Access('public')
  @Answers(health)
  async get() {
    if (!(await this.readiness.ready())) {
      throw new DomainError(503, 'not_healthy', {}, [], { retryAfter: RETRY_AFTER_S });
    }
    return { status: 'ok' };
  }

  /**
   * Liveness: this process answers, and is not stopping. Checks nothing else, because a restart would not help with
   * that.
   */
  @Get('live')
  @Does('Tells whether this process lives')
  @Access('public')
  @Answers(health)
  live() {
    return { status: 'ok' };
  }
}
