import { PLATFORMS } from '#rules/platforms';
import { z } from 'zod';
import { instantOf } from '../core/clock.js';
import { decimalId } from '../core/ids.js';
import { sniff } from '../core/sniff.js';
import type { World } from '../core/world.js';

const pastInstant = z.string().transform((text, context) => {
  const at = instantOf(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'not an instant' });
  return z.NEVER;
});

/** Earlier posts: they are in the feeds, but the ledger has no request or effect of them. */
export const historyInput = z.object({
  /** Files by the caller's own names, base64, so that a picture of ten posts is sent once. */
  files: z.record(z.string(), z.base64()).default({}),
  items: z
    .array(
      z.object({
        platform: z.enum(PLATFORMS),
        account: z.string(),
        id: z.string().min(1).optional(),
        text: z.string(),
        link: z.string().nullable().default(null),
        media: z.array(z.object({ file: z.string(), altText: z.string().default('') })).default([]),
        comments: z.array(z.string()).default([]),
        createdAt: pastInstant,
      }),
    )
    .max(5000),
});

/**
 * Adds posts to the feeds as if they had always been there. Existing ids are skipped, so a repetition adds nothing;
 * a missing file is left out of its post.
 * @returns ids in the order of the items
 */
export function addHistory(world: World, input: z.output<typeof historyInput>): { ids: string[] } {
  const { files, items } = input;
  const fresh = items.filter((item) => !item.id || !world.posts.get(item.platform, item.id));
  const needed = new Set(fresh.flatMap((item) => item.media.map((medium) => medium.file)));
  const stored = new Map(
    Object.entries(files)
      .filter(([name]) => needed.has(name))
      .map(([name, base64]) => {
        const bytes = Buffer.from(base64, 'base64');
        const kind = sniff(bytes).kind === 'video' ? ('video' as const) : ('image' as const);
        return [name, { mediaId: world.media.save(bytes), kind }];
      }),
  );
  const ids = items.map(({ media, comments, createdAt, ...item }) => {
    const { platform, account } = item;
    const id = item.id ?? decimalId('1');
    if (world.posts.get(platform, id)) return id;
    world.posts.create({
      ...item,
      id,
      media: media.flatMap(({ file, altText }) => {
        const found = stored.get(file);
        return found ? [{ ...found, altText }] : [];
      }),
      createdAt,
      arrivedAt: createdAt,
      visibleAt: createdAt,
      deletedAt: null,
      followers: true,
      details: { history: true, ...world.platforms[platform].pastDetails(id) },
    });
    comments.forEach((text, index) =>
      world.posts.comment({
        platform,
        account,
        post: id,
        id: decimalId('2'),
        text,
        createdAt: createdAt + 900 + index,
      }),
    );
    return id;
  });
  return { ids };
}
