import { z } from 'zod';
import { accessToken, lifetime, renewalToken } from '../kit/expiry.js';
import { uploadAddress } from '../kit/upload-url.js';

/** Ids are digits beyond 2^53, as texts. */
export const digits = z.coerce.string().pipe(z.string().regex(/^\d{1,40}$/u));

const text = z.string().catch('');

/** A page of a list; an empty bookmark is the end. */
const pageOf = <T>(item: z.ZodType<T>) =>
  z.object({ items: z.array(item), bookmark: z.string().max(4_000).nullish().catch(null) });

export const boardRow = z.object({ id: digits, name: text, privacy: text });
export const boardPage = pageOf(boardRow);
export const sectionPage = pageOf(z.object({ id: digits, name: text }));

export const boardAnswer = z.object({ id: digits });

export const pinAnswer = z.object({ id: digits });

export const pinRow = z.object({
  id: digits,
  created_at: text,
  title: text,
  description: text,
  link: text,
  alt_text: text,
  is_owner: z.boolean().catch(true),
  media: z.object({ media_type: text }).catch({ media_type: '' }),
});
export type PinRow = z.infer<typeof pinRow>;
export const pinPage = pageOf(pinRow);

/** A field of the upload's form, sent back unchanged. */
const field = z.string().regex(/^[\x20-\x7e]{0,8000}$/u);

export const registerAnswer = z.object({
  media_id: digits,
  upload_url: uploadAddress,
  upload_parameters: z.record(z.string().regex(/^[\w-]{1,100}$/u), field),
});

export const mediaAnswer = z.object({ status: z.string() });

export const accountAnswer = z.object({
  id: digits,
  username: z.string().min(1),
  business_name: z.string().nullish().catch(null),
  profile_image: z.string().nullish().catch(null),
});

export const tokenAnswer = z.object({
  access_token: accessToken,
  expires_in: lifetime,
  refresh_token: renewalToken,
  refresh_token_expires_in: lifetime,
  scope: z.string().optional().catch(undefined),
});
