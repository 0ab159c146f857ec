import { PLATFORMS } from '#rules/platforms';
import { z } from 'zod';
import { instantOf } from '../core/clock.js';
import { decimalId, digitsOf, secret } from '../core/ids.js';
import { sniff } from '../core/sniff.js';
import type { SandboxState } from '../core/sandbox-state.js';

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
        /** The caller's own name for the post: its id is made of it, so that a repetition adds nothing. */
        key: z.string().min(1).optional(),
        text: z.string(),
        link: z.string().nullable().default(null),
        media: z.array(z.object({ file: z.string(), altText: z.string().default('') })).default([]),
        comments: z.array(z.string()).default([]),
        createdAt: pastInstant,
      }),
    )
    .max(5000),
});

/** An earlier post as the network names it. */
export interface Added {
  id: string;
  url: string;
}

const unknownAccount = (input: string) => ({
  code: 'custom' as const,
  path: ['items', 'account'],
  message: 'no such account',
  input,
});

/**
 * Adds posts to the feeds as if they had always been there. Those whose key came before are skipped, so a repetition
 * adds nothing; a missing file is left out of its post.
 * @returns ids and addresses in the order of the items
 * @throws ZodError for an account that does not exist
 */
export function addHistory(
  sandboxState: SandboxState,
  input: z.output<typeof historyInput>,
): { posts: Added[] } {
  const { files, items } = input;
  const kinds = new Map(
    Object.entries(files).map(([name, base64]) => {
      const bytes = Buffer.from(base64, 'base64');
      return [name, { bytes, kind: sniff(bytes).kind === 'video' ? ('video' as const) : ('image' as const) }];
    }),
  );
  const saved = new Map<string, string>();
  const mediumOf = ({ file, altText }: { file: string; altText: string }) => {
    const found = kinds.get(file);
    if (!found) return [];
    const mediaId = saved.get(file) ?? sandboxState.media.save(found.bytes);
    saved.set(file, mediaId);
    return [{ mediaId, kind: found.kind, altText }];
  };
  const posts = items.map(({ key = secret(''), media, comments, createdAt, ...item }) => {
    const { platform, account } = item;
    const owner = sandboxState.accounts.get(platform, account);
    if (!owner) throw new z.ZodError([unknownAccount(`${platform} ${account}`)]);
    const { details, ...made } = sandboxState.platforms[platform].past({
      account: owner,
      digits: (length) => digitsOf(`${account} ${key}`, length),
      video: media.some(({ file }) => kinds.get(file)?.kind === 'video'),
    });
    const { id } = made;
    if (sandboxState.posts.get(platform, id)) return made;
    sandboxState.posts.create({
      ...item,
      id,
      media: media.flatMap(mediumOf),
      createdAt,
      arrivedAt: createdAt,
      visibleAt: createdAt,
      deletedAt: null,
      followers: true,
      details: { history: true, ...details },
    });
    comments.forEach((text, index) =>
      sandboxState.posts.comment({
        platform,
        account,
        post: id,
        id: decimalId('2'),
        text,
        createdAt: createdAt + 900 + index,
      }),
    );
    return made;
  });
  return { posts };
}
