import { z } from 'zod';
import { badField } from './errors.js';

const media = z.object({
  id: z.string(),
  altText: z.string().max(4086).optional(),
  title: z.string().optional(),
});

/** The one member `content` may have (Posts API, Post schema). Documents and polls are out of scope here. */
const content = z.strictObject({
  article: z
    .object({
      source: z.url(),
      title: z.string().max(399).optional(),
      description: z.string().max(4085).optional(),
      thumbnail: z.string().optional(),
      thumbnailAltText: z.string().optional(),
    })
    .optional(),
  media: media.optional(),
  multiImage: z.object({ images: z.array(media).min(2).max(20) }).optional(),
});

const post = z.object({
  author: z.string(),
  commentary: z.string().max(3000),
  visibility: z.enum(['PUBLIC', 'LOGGED_IN', 'CONNECTIONS', 'CONTAINER']),
  distribution: z.object({ feedDistribution: z.enum(['MAIN_FEED', 'NONE']) }).loose(),
  lifecycleState: z.literal('PUBLISHED'),
  isReshareDisabledByAuthor: z.boolean().optional(),
  content: content
    .refine(
      (value) => Object.values(value).filter((member) => member !== undefined).length === 1,
      'exactly one member',
    )
    .optional(),
});

export type PostBody = z.infer<typeof post>;

const comment = z.object({
  actor: z.string(),
  object: z.string(),
  message: z.object({ text: z.string().min(1).max(1250) }).loose(),
});
export type CommentBody = z.infer<typeof comment>;

export const parsePost = (json: unknown): PostBody => parse(post, json);
export const parseComment = (json: unknown): CommentBody => parse(comment, json);

function parse<T>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []).join('/');
  throw badField(codeOf(issue), path, `ERROR :: /${path} :: ${issue?.message ?? 'invalid'}`);
}

function codeOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'too_big') return 'FIELD_LENGTH_TOO_LONG';
  if (issue?.code === 'unrecognized_keys') return 'UNRECOGNIZED_FIELD';
  const missing = issue?.code === 'invalid_type' && issue.message.includes('undefined');
  return missing ? 'MISSING_FIELD' : 'INVALID_VALUE_FOR_FIELD';
}
