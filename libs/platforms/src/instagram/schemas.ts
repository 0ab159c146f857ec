import { z } from 'zod';

const int = z.coerce.number().int().min(0);

export const limitAnswer = z.object({
  data: z.array(
    z.object({ quota_usage: int, config: z.object({ quota_total: int }).optional().catch(undefined) }),
  ),
});

/** `status_code` may be missing in an early answer: still in progress. */
export const containerAnswer = z.object({
  status_code: z.string().catch('IN_PROGRESS'),
  status: z.string().catch(''),
});

export const permalinkAnswer = z.object({ permalink: z.string().optional() });

export const mediaRow = z.object({
  id: z.string().min(1),
  caption: z.string().catch(''),
  permalink: z.string().nullable().catch(null),
  timestamp: z.string().catch(''),
  media_type: z.string().catch(''),
});

export const commentRow = z.object({
  id: z.string(),
  text: z.string().catch(''),
  username: z.string().optional().catch(undefined),
  from: z.object({ id: z.string() }).optional().catch(undefined),
});

/** Instagram Login tells `user_id`, the one that publishing paths take; Facebook Login only `id`. */
export const accountAnswer = z.object({
  id: z.coerce.string().min(1),
  user_id: z.coerce.string().optional(),
  username: z.string().catch(''),
  name: z.string().optional().catch(undefined),
});

export const refreshAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
