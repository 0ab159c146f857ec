import { z } from 'zod';
import { id, instant, pageOf, pageQuery } from '#lib/kernel';

export const media = z
  .object({
    id,
    kind: z.enum(['image', 'video']),
    mime: z.string(),
    name: z.string(),
    bytes: z.number(),
    width: z.number(),
    height: z.number(),
    durationMs: z.number().nullable(),
    sha256: z.string(),
    altText: z.string(),
    /** Address of the bytes, relative to the server; needs the session. `thumbnailUrl` is at most 480 px wide. */
    url: z.string(),
    thumbnailUrl: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Media' });
export const mediaPage = pageOf(media, 'MediaPage');
export const mediaQuery = pageQuery.extend({ kind: z.enum(['image', 'video']).optional() });
export const changeMedia = z.strictObject({ altText: z.string().max(1000) }).meta({ id: 'ChangeMedia' });
export const importMedia = z
  .strictObject({ url: z.string().max(2_000), altText: z.string().max(1000).default('') })
  .meta({ id: 'ImportMedia' });
