import { z } from 'zod';
import { networkId } from '../kit/ids.js';
import { accessToken } from '../kit/expiry.js';

const words = z.string().catch('');
const address = z.string().nullable().catch(null);
/** A limit as servers tell them; anything else counts as not told. */
const limit = z.number().int().positive().max(1_000_000_000_000).optional().catch(undefined);
const optional = <T extends z.ZodRawShape>(shape: T) => z.object(shape).partial().optional().catch(undefined);

export const accountAnswer = z.object({
  id: networkId,
  username: networkId,
  display_name: words,
  url: address,
  avatar_static: address,
  avatar: address,
});

/** `GET /api/v2/instance`, and the older one, which other servers have extended in their ways. */
export const instanceAnswer = z.object({
  version: words,
  configuration: optional({
    statuses: optional({
      max_characters: limit,
      max_media_attachments: limit,
      characters_reserved_per_url: limit,
    }),
    media_attachments: optional({ description_limit: limit, video_size_limit: limit }),
  }),
  max_toot_chars: limit,
  max_media_attachments: limit,
  description_limit: limit,
  upload_limit: limit,
});
export type Instance = z.infer<typeof instanceAnswer>;

/** Its address is missing while it is processed. */
export const mediaAnswer = z.object({ id: networkId, url: address });

export const statusAnswer = z.object({ id: networkId, url: address });

export const statusRow = statusAnswer.extend({
  created_at: words,
  content: words,
  in_reply_to_id: z.string().nullable().catch(null),
  reblog: z.unknown().optional(),
  media_attachments: z.array(z.object({ id: networkId })).catch([]),
});
export type StatusRow = z.infer<typeof statusRow>;

export const sourceAnswer = z.object({ id: networkId, text: z.string() });

export const applicationAnswer = z.object({ client_id: accessToken, client_secret: accessToken });

export const tokenAnswer = z.object({ access_token: accessToken, scope: z.unknown() });
