import { z } from 'zod';
import { day, id, pageOf } from '#lib/kernel';
import { LONGEST_OF_FORMAT } from './rules/limits.js';

export const baseline = z
  .object({
    id,
    text: z.string(),
    /** First and last day of validity, both inclusive; null means open. */
    validFrom: day,
    validTo: day.nullable(),
  })
  .meta({ id: 'Baseline' });

export const format = z
  .object({
    id,
    key: z.string(),
    name: z.string(),
    description: z.string(),
    /** Two letters for the format on a calendar chip. */
    mark: z.string(),
    /** Soft tint, a CSS colour. */
    tint: z.string(),
    /** The version in force today; null when there is none. */
    baseline: z.object({ id, text: z.string() }).meta({ id: 'BaselineInForce' }).nullable(),
    versions: z.array(baseline),
  })
  .meta({ id: 'Format' });
export const formatPage = pageOf(format, 'FormatPage');

export const createFormat = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9-]{2,40}$/),
    name: z.string().trim().min(1).max(LONGEST_OF_FORMAT.name),
    description: z.string().trim().max(LONGEST_OF_FORMAT.description).default(''),
    mark: z.string().trim().min(1).max(LONGEST_OF_FORMAT.mark),
    tint: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    baseline: z.string().trim().min(1).max(LONGEST_OF_FORMAT.wording),
    validFrom: day,
  })
  .meta({ id: 'CreateFormat' });

/** A new version; the open one ends the day before it starts. */
export const createBaseline = z
  .strictObject({
    text: z.string().trim().min(1).max(LONGEST_OF_FORMAT.wording),
    validFrom: day,
    validTo: day.nullable().default(null),
  })
  .meta({ id: 'CreateBaseline' });
