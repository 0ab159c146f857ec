import type { z } from 'zod';

/** The table of settings for people, out of the schema that reads them. */
export function settingsTable(shape: Record<string, z.ZodType>): string;
