import { z } from 'zod';
import { id, instant } from '#lib/kernel';
import { CHECKS, HEALTH_STATES } from './rules/index.js';

const state = z.enum(HEALTH_STATES);

/** Sentences come in the language of the request. Counts are of the whole installation, channels of the organisation. */
export const healthDetails = z
  .object({
    /** As bad as the worst of the findings. */
    state,
    checkedAt: instant,
    findings: z.array(
      z.object({
        check: z.enum(CHECKS),
        state,
        code: z.string(),
        name: z.string(),
        sentence: z.string(),
        /** What to do; null when there is nothing to do. */
        advice: z.string().nullable(),
      }),
    ),
    workers: z.array(
      z.object({
        id: z.string(),
        alive: z.boolean(),
        version: z.string(),
        seenAt: instant,
        sweptAt: instant.nullable(),
        clockOffsetMs: z.number(),
      }),
    ),
    publications: z.object({
      due: z.number(),
      late: z.number(),
      oldestDueAt: instant.nullable(),
    }),
    channels: z.array(
      z.object({
        id,
        name: z.string(),
        platform: z.string(),
        state: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    database: z.object({ kind: z.literal('postgres'), latencyMs: z.number() }),
    /** Null where the queue did not answer in time. */
    queue: z.object({
      kind: z.enum(['postgres', 'redis']),
      latencyMs: z.number().nullable(),
      publishing: z.number().nullable(),
      mail: z.number().nullable(),
    }),
    disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
    timeZones: z.string(),
    storage: z.enum(['disk', 's3']),
    mailConfigured: z.boolean(),
  })
  .meta({ id: 'HealthDetails' });
