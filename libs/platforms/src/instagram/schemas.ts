import { z } from 'zod';
import { networkId } from '../kit/ids.js';
import { networkAddress } from '../rules/remote-post.js';

/** A permalink on one of the network's hosts; anything else becomes null. */
const permalink = z.unknown().transform((address) => networkAddress('instagram', address));

/** `status_code` may be missing in an early answer, which means in progress. */
export const containerAnswer = z.object({
  status_code: z.string().catch('IN_PROGRESS'),
  status: z.string().catch(''),
});

export const mediaRow = z.object({
  id: networkId,
  caption: z.string().catch(''),
  permalink,
  timestamp: z.string().catch(''),
  media_type: z.string().catch(''),
});

export const commentRow = z.object({
  id: z.string(),
  text: z.string().catch(''),
  username: z.string().optional().catch(undefined),
  from: z.object({ id: z.string() }).optional().catch(undefined),
});

/** Instagram Login answers `user_id`, which the publishing paths need; Facebook Login only `id`. */
export const accountAnswer = z.object({
  id: z.coerce.string().min(1),
  user_id: z.coerce.string().optional(),
  username: z.string().catch(''),
  name: z.string().optional().catch(undefined),
});
