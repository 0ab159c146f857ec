import { z } from 'zod';
import { withoutEntities } from '../kit/entities.js';

/** Ids are whole numbers. */
export const id = z.coerce.string().pipe(z.string().regex(/^\d{1,20}$/u));
const text = z.string().catch('');
/** Names are stored as HTML. */
const named = text.transform(withoutEntities);

/** Address of the site itself; a site that is no place of the web has none. */
const home = z
  .string()
  .max(300)
  .regex(/^https?:\/\//iu)
  .refine((address) => URL.canParse(address));

/** `authentication` is an empty list where the site takes no application passwords. */
export const indexAnswer = z.object({
  name: named,
  home,
  namespaces: z.array(z.string()).refine((spaces) => spaces.includes('wp/v2')),
  authentication: z.object({ 'application-passwords': z.unknown() }).partial().catch({}),
});

export const meAnswer = z.object({
  username: z.string().min(1).max(200),
  capabilities: z.record(z.string(), z.unknown()),
});

export const mediaAnswer = z.object({
  id,
  source_url: z
    .string()
    .max(2_000)
    .regex(/^https?:\/\//iu),
});

export const termRow = z.object({ id, name: named, parent: z.coerce.string().catch('0') });
export const termRows = z.array(termRow);

/** A term that was made, or the one that has the name already. */
export const termAnswer = z.union([
  z.object({ id }).transform(({ id: made }) => made),
  z
    .object({ code: z.literal('term_exists'), data: z.object({ term_id: id }) })
    .transform(({ data }) => data.term_id),
]);

export const postAnswer = z.object({ id, status: z.string().max(50), link: z.string().max(2_000).catch('') });
export const postRows = z.array(postAnswer);

export const foundRows = z.array(
  z.object({
    id,
    link: z.string().max(2_000).catch(''),
    date_gmt: text,
    title: z.object({ raw: named }).catch({ raw: '' }),
  }),
);
