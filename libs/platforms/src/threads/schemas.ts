import { z } from 'zod';
import { networkId } from '../kit/ids.js';
import { networkAddress } from '../rules/remote-post.js';

/** A permalink on one of the network's hosts; it is left out for media with a copyright claim. */
const permalink = z.unknown().transform((address) => networkAddress('threads', address));

export const containerAnswer = z.object({
  status: z.string().catch('IN_PROGRESS'),
  error_message: z.string().catch(''),
});

export const postRow = z.object({
  id: networkId,
  text: z.string().catch(''),
  permalink,
  timestamp: z.string().catch(''),
  media_type: z.string().catch(''),
});

export const replyRow = z.object({
  id: z.string(),
  text: z.string().catch(''),
  username: z.string().optional().catch(undefined),
  is_reply_owned_by_me: z.boolean().optional().catch(undefined),
});

/** Ids come as numbers or texts. */
export const accountAnswer = z.object({
  id: z.coerce.string().min(1),
  username: z.string().catch(''),
  name: z.string().optional().catch(undefined),
});
