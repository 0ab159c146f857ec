import { z } from 'zod';
import { id, instant, pageOf, pageQuery } from '#lib/kernel';
import { LONGEST_ALT_TEXT } from './rules/limits.js';

const share = z.number().min(0).max(1);
const video = z.object({
  codec: z.string(),
  audioCodec: z.string().nullable(),
  frameRate: z.number(),
  fastStart: z.boolean(),
  /**
   * The file says where it was taken, which is never sent to a network; absent for videos uploaded before this was
   * read.
   */
  located: z.boolean().optional(),
});
const focus = z.object({ x: share, y: share });

export const media = z
  .object({
    id,
    /** The establishment it belongs to. */
    establishmentId: id,
    establishmentName: z.string(),
    kind: z.enum(['image', 'video']),
    mime: z.string(),
    name: z.string(),
    bytes: z.number(),
    width: z.number(),
    height: z.number(),
    durationMs: z.number().nullable(),
    sha256: z.string(),
    altText: z.string(),
    /** Focal point that a crop must keep, as shares of width and height. */
    focus: focus.nullable(),
    /** Encoding of a video; null for images, and for videos uploaded before this was read. */
    video: video.nullable(),
    /** Frames of an animation; null for still images and videos. */
    frames: z.number().nullable(),
    /**
     * Address of a version that browsers can show, relative to the server; needs the session. `thumbnailUrl` is at
     * most 480 px wide.
     */
    url: z.string(),
    thumbnailUrl: z.string().nullable(),
    may: z.object({ write: z.boolean() }),
    createdAt: instant,
  })
  .meta({ id: 'Media' });
export const mediaPage = pageOf(media, 'MediaPage');
export const mediaQuery = pageQuery.extend({
  kind: z.enum(['image', 'video']).optional(),
  establishmentId: id.optional(),
});
export const changeMedia = z
  .strictObject({ altText: z.string().max(LONGEST_ALT_TEXT).optional(), focus: focus.nullable().optional() })
  .meta({ id: 'ChangeMedia' });
export const importMedia = z
  .strictObject({
    url: z.string().max(2_000),
    altText: z.string().max(LONGEST_ALT_TEXT).default(''),
    establishmentId: id.optional(),
  })
  .meta({ id: 'ImportMedia' });
/** Form fields beside the file. A description that is too long is cut, because it may be a camera's caption. */
export const uploadFields = z.object({
  altText: z
    .string()
    .transform((text) => [...text].slice(0, LONGEST_ALT_TEXT).join(''))
    .default(''),
  establishmentId: id.optional(),
});
