import { z } from 'zod';
import { id, instant } from '#lib/kernel';
import { CHANNEL_STATES } from '#rules/channels';
import { PLATFORMS } from '#rules/platforms';
import { CHECKS, HEALTH_STATES } from './rules/index.js';

const state = z.enum(HEALTH_STATES);

/**
 * Sentences in the language of the request. An operator sees the whole installation (channels of their own
 * organisation); an administrator only their organisation, and null for what concerns the installation.
 */
export const healthDetails = z
  .object({
    scope: z.enum(['installation', 'organisation']),
    /** The worst state of the findings. */
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
    workers: z
      .array(
        z.object({
          id: z.string(),
          alive: z.boolean(),
          version: z.string(),
          seenAt: instant,
          sweptAt: instant.nullable(),
          clockOffsetMs: z.number(),
        }),
      )
      .nullable(),
    publications: z.object({
      due: z.number(),
      late: z.number(),
      oldestDueAt: instant.nullable(),
    }),
    channels: z.array(
      z.object({
        id,
        name: z.string(),
        platform: z.enum(PLATFORMS),
        state: z.enum(CHANNEL_STATES),
        reason: z.string().nullable(),
      }),
    ),
    database: z.object({ kind: z.literal('postgres'), latencyMs: z.number() }).nullable(),
    /** Null when the queue did not answer in time. */
    queue: z
      .object({
        kind: z.enum(['postgres', 'redis']),
        latencyMs: z.number().nullable(),
        publishing: z.number().nullable(),
        mail: z.number().nullable(),
      })
      .nullable(),
    disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
    timeZones: z.string().nullable(),
    storage: z.enum(['disk', 's3']).nullable(),
    mailConfigured: z.boolean().nullable(),
  })
  .meta({ id: 'HealthDetails' });
