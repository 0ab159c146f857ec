import { z } from 'zod';
import { invalid } from './network.js';

/** Limits count code points (JSON schema, maxLength). */
const text = (most: number) =>
  z
    .string()
    .refine((value) => [...value].length <= most, `constraint: maxLength=${most}`)
    .nullish();
const id = z.string().regex(/^\d+$/, 'does not match ^\\d+$');
const picture = z.object({ content_type: z.enum(['image/jpeg', 'image/png']), data: z.string().min(1) });

/** Fields of an item of a carousel; the picture is one of them. */
const item = picture.extend({ title: text(100), description: text(800), link: text(2_048) });

const pinBody = z.object({
  board_id: id,
  board_section_id: id.nullish(),
  title: text(100),
  description: text(800),
  link: text(2_048),
  alt_text: text(500),
  media_source: z.discriminatedUnion('source_type', [
    picture.extend({ source_type: z.literal('image_base64') }),
    z.object({
      source_type: z.literal('multiple_image_base64'),
      items: z.array(item).min(2, 'constraint: minItems=2').max(5, 'constraint: maxItems=5'),
    }),
    z.object({
      source_type: z.literal('video_id'),
      media_id: id,
      cover_image_url: z.string().optional(),
      cover_image_data: z.string().optional(),
      cover_image_key_frame_time: z.number().optional(),
    }),
  ]),
});
export type PinBody = z.infer<typeof pinBody>;
export type Picture = z.infer<typeof picture>;

/** @throws Refusal in the words of Pinterest's own schema */
export function parsePin(json: unknown): PinBody {
  const parsed = pinBody.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`Invalid request: ${(issue?.path ?? []).join('.')} ${issue?.message ?? 'is invalid'}`);
}
