import { z } from 'zod';
import { invalid } from './network.js';

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });
const graphemes = (text: string): number => [...GRAPHEMES.segment(text)].length;

/** A text with both of its limits; the messages are the network’s. */
const text = (most: number, mostBytes: number) =>
  z
    .string()
    .refine((value) => Buffer.byteLength(value) <= mostBytes, `must not be longer than ${mostBytes} bytes`)
    .refine((value) => graphemes(value) <= most, `must not be longer than ${most} graphemes`);

export const blobRef = z.object({
  $type: z.literal('blob'),
  ref: z.object({ $link: z.string() }),
  mimeType: z.string(),
  size: z.number().int(),
});
export type BlobRef = z.infer<typeof blobRef>;

const aspectRatio = z.object({ width: z.number().int().min(1), height: z.number().int().min(1) });
const uri = z.string().regex(/^\w+:(?:\/\/)?[^\s/]\S*$/);
const strong = z.object({ uri: z.string().startsWith('at://'), cid: z.string() });

const embed = z.discriminatedUnion('$type', [
  z.object({
    $type: z.literal('app.bsky.embed.images'),
    images: z
      .array(z.object({ image: blobRef, alt: z.string(), aspectRatio: aspectRatio.optional() }))
      .max(4, 'must not have more than 4 elements'),
  }),
  z.object({
    $type: z.literal('app.bsky.embed.video'),
    video: blobRef,
    alt: text(1_000, 10_000).optional(),
    aspectRatio: aspectRatio.optional(),
  }),
  z.object({
    $type: z.literal('app.bsky.embed.external'),
    external: z.object({ uri, title: z.string(), description: z.string(), thumb: blobRef.optional() }),
  }),
]);

/** A facet out of the text is taken, and shown by nobody. */
const facet = z.object({
  index: z.object({ byteStart: z.number().int().min(0), byteEnd: z.number().int().min(0) }),
  features: z.array(
    z.discriminatedUnion('$type', [
      z.object({ $type: z.literal('app.bsky.richtext.facet#link'), uri }),
      z.object({
        $type: z.literal('app.bsky.richtext.facet#mention'),
        did: z.string().regex(/^did:[a-z]+:[\w.:%-]+$/),
      }),
      z.object({ $type: z.literal('app.bsky.richtext.facet#tag'), tag: text(64, 640) }),
    ]),
  ),
});

const post = z.looseObject({
  $type: z.literal('app.bsky.feed.post'),
  text: text(300, 3_000),
  createdAt: z.iso.datetime({ offset: true }),
  langs: z
    .array(z.string().regex(/^[a-z]{2,3}(?:-[\w-]+)?$/))
    .max(3)
    .optional(),
  facets: z.array(facet).optional(),
  reply: z.object({ root: strong, parent: strong }).optional(),
  embed: embed.optional(),
  labels: z
    .object({
      $type: z.literal('com.atproto.label.defs#selfLabels'),
      values: z.array(z.object({ val: z.string().max(128) })).max(10),
    })
    .optional(),
});
export type PostRecord = z.infer<typeof post>;

/** A post’s record by its lexicon. @throws Refusal 400 InvalidRequest with the first thing that is wrong */
export function readPost(value: unknown): PostRecord {
  const parsed = post.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`Invalid app.bsky.feed.post record: Record/${issue?.path.join('/')} ${issue?.message}`);
}

/** The files that a record names, each with its description. */
export function filesOf({ embed: shown }: PostRecord): { file: BlobRef; alt: string; limit: boolean }[] {
  switch (shown?.$type) {
    case 'app.bsky.embed.images':
      return shown.images.map(({ image, alt }) => ({ file: image, alt, limit: true }));
    case 'app.bsky.embed.video':
      return [{ file: shown.video, alt: shown.alt ?? '', limit: false }];
    case 'app.bsky.embed.external':
      return shown.external.thumb ? [{ file: shown.external.thumb, alt: '', limit: true }] : [];
    default:
      return [];
  }
}
