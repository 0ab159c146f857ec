import { z } from 'zod';

const id = z.string().regex(/^[\da-f]{24}$/u);
const address = z.string().max(2_000);
const text = z.string().catch('');
const instant = z.string().min(1).max(40);

export const siteAnswer = z.object({
  site: z.object({
    title: text,
    url: address.regex(/^https?:\/\//iu).refine((url) => URL.canParse(url)),
  }),
});

export const imageAnswer = z.object({
  images: z.tuple([z.object({ url: address.regex(/^https?:\/\//iu) })], z.unknown()),
});

const post = z.object({ id, status: z.string().max(50), url: address.catch(''), updated_at: instant });
/** Exactly what was asked for is the first of the list. */
export const postAnswer = z
  .object({ posts: z.tuple([post], z.unknown()) })
  .transform(({ posts: [first] }) => first);
export type GhostPost = z.infer<typeof post>;

/** A list that only has to be one: who may read it has a key that works. */
export const anyPosts = z.object({ posts: z.array(z.unknown()) });

export const foundPosts = z.object({
  posts: z.array(z.object({ id, title: text, url: address.catch(''), published_at: text })),
});
