import { z } from 'zod';
import { accessToken, lifetime, renewalToken } from '../kit/expiry.js';
import { networkId } from '../kit/ids.js';

/** An id: up to 19 digits, always as a text. */
export const xId = z.string().regex(/^\d{1,19}$/u);

/** `edit_history_…` of the answer is not read: its name differs between releases. */
export const createdAnswer = z.object({ data: z.object({ id: xId }) });

const processing = z.object({
  state: z.string(),
  check_after_secs: z.number().min(0).optional().catch(undefined),
  error: z
    .object({ name: z.string().catch(''), message: z.string().catch('') })
    .optional()
    .catch(undefined),
});

/** Without `processing_info` a medium is ready. */
export const mediaAnswer = z.object({
  data: z.object({ id: xId, media_key: networkId, processing_info: processing.optional() }),
});
export type MediaState = z.infer<typeof mediaAnswer>['data'];

/** An address of a text: X puts a short one in its place, also for the media, which have a key there. */
const shortened = z.object({
  url: z.string(),
  expanded_url: z.string().optional(),
  media_key: z.string().optional(),
});

const timelineRow = z.object({
  id: xId,
  text: z.string(),
  created_at: z.string(),
  entities: z.object({ urls: z.array(shortened).optional() }).optional(),
  attachments: z.object({ media_keys: z.array(z.string()).optional() }).optional(),
  referenced_tweets: z.array(z.object({ type: z.string(), id: z.string() })).optional(),
});
export type TimelineRow = z.infer<typeof timelineRow>;

/** An empty list has no `data`, and says so in its count. */
export const timelineAnswer = z
  .object({
    data: z.array(timelineRow).default([]),
    meta: z.object({ result_count: z.number().int().min(0), next_token: networkId.optional() }),
    /** What could not be told. */
    errors: z.array(z.unknown()).default([]),
  })
  .refine(({ data, meta }) => data.length === meta.result_count, 'rows are missing');

export const meAnswer = z.object({
  data: z.object({
    id: xId,
    name: z.string().catch(''),
    username: z.string().catch(''),
    profile_image_url: z.string().nullable().catch(null),
  }),
});

export const tokenAnswer = z.object({
  access_token: accessToken,
  expires_in: lifetime,
  refresh_token: renewalToken,
  scope: z.string().catch(''),
});
