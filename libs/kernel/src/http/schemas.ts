import { z } from 'zod';

/** Years that PostgreSQL, browsers and people all handle; others are mistakes or abuse. */
const inOurTime = (text: string): boolean => text >= '1900' && text < '3000';

/** Building blocks of every request and response schema. */
export const id = z.uuid();
/** UTC instant, `2026-12-01T08:00:00.000Z`. */
export const instant = z.iso.datetime().refine(inOurTime, { error: 'out of range' });
/** Local date and time without zone, `2026-12-01T09:00`. */
export const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
/** IANA zone name. */
export const timeZone = z.string().min(1).max(64);
export const day = z.iso.date().refine(inOurTime, { error: 'out of range' });

export const localScheduleInput = z.strictObject({ localTime, timeZone }).meta({ id: 'LocalScheduleInput' });
export const localSchedule = z.object({ localTime, timeZone }).meta({ id: 'LocalSchedule' });

/** Query of a list: at most 200 items a page, `cursor` is the last answer's `nextCursor`. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

/** One page of a list. */
export const pageOf = <T extends z.ZodType>(item: T, name: string) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id: name });

/** Comma-separated values of a query parameter, as an array. */
export const commaList = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item).max(200))
    .optional();

export const issue = z
  .object({
    path: z.string(),
    code: z.string(),
    message: z.string(),
    limit: z.number().optional(),
    actual: z.number().optional(),
    channelId: z.string().optional(),
  })
  .meta({ id: 'Issue' });

/** RFC 9457 problem document. */
export const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(issue).optional(),
  })
  .meta({ id: 'ProblemDocument' });
