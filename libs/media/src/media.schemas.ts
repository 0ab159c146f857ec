import { z } from 'zod';
import { id, instant, pageOf, pageQuery } from '#lib/kernel';

const share = z.number().min(0).max(1);
const video = z.object({
  codec: z.string(),
  audioCodec: z.string().nullable(),
  frameRate: z.number(),
  fastStart: z.boolean(),
  /** It says where it was taken, which no network is told; absent for videos uploaded before this was read. */
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
    /** What must stay in the picture when a network needs it cropped, as shares of width and height. */
    focus: focus.nullable(),
    /** How a video is encoded; null for images, and for videos uploaded before this was read. */
    video: video.nullable(),
    /** Pictures that follow each other, in an animation; null for what stands still, and for videos. */
    frames: z.number().nullable(),
    /** Address of bytes that browsers show, relative to the server; needs the session. `thumbnailUrl` is at most 480 px wide. */
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
  .strictObject({ altText: z.string().max(1000).optional(), focus: focus.nullable().optional() })
  .meta({ id: 'ChangeMedia' });
export const importMedia = z
  .strictObject({
    url: z.string().max(2_000),
    altText: z.string().max(1000).default(''),
    establishmentId: id.optional(),
  })
  .meta({ id: 'ImportMedia' });
/** The fields beside the file; a description that is too long is cut, as a caption from a camera may be. */
export const uploadFields = z.object({
  altText: z
    .string()
    .transform((text) => [...text].slice(0, 1000).join(''))
    .default(''),
  establishmentId: id.optional(),
});
