import { z } from 'zod';
import { accessToken, lifetime, renewalToken } from '../kit/expiry.js';
import { networkId } from '../kit/ids.js';
import { uploadAddress } from '../kit/upload-url.js';
import { networkAddress } from '../rules/remote-post.js';

const flag = z.boolean().catch(false);

export const creatorAnswer = z.object({
  data: z.object({
    privacy_level_options: z.array(z.string()),
    comment_disabled: flag,
    duet_disabled: flag,
    stitch_disabled: flag,
    max_video_post_duration_sec: z.number().optional().catch(undefined),
  }),
});

export const initAnswer = z.object({
  data: z.object({ publish_id: networkId, upload_url: uploadAddress }),
});

/** Ids are int64 in JSON; the parser has already turned long ones into strings. */
const postId = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,40}$/u));

export const statusAnswer = z.object({
  data: z.object({
    status: z.string(),
    fail_reason: z.string().catch(''),
    // TikTok's own spelling.
    publicaly_available_post_id: z.array(postId).catch([]),
    uploaded_bytes: z.coerce.number().int().min(0).optional().catch(undefined),
  }),
});
export type PublishStatus = z.infer<typeof statusAnswer>['data'];

export const videosAnswer = z.object({
  data: z.object({
    videos: z.array(
      z.object({
        id: postId,
        create_time: z.number(),
        video_description: z.string().catch(''),
        share_url: z.unknown().transform((address) => networkAddress('tiktok', address)),
      }),
    ),
    cursor: z.number().catch(0),
    has_more: flag,
  }),
});

export const userAnswer = z.object({
  data: z.object({
    user: z.object({
      open_id: z.string().min(1),
      display_name: z.string().catch(''),
      username: z.string().optional().catch(undefined),
      avatar_url: z.string().nullable().catch(null),
    }),
  }),
});

/** Flat, without the envelope of all other answers. */
export const tokenAnswer = z.object({
  access_token: accessToken,
  expires_in: lifetime,
  refresh_token: renewalToken,
  refresh_expires_in: lifetime,
  scope: z.unknown().optional(),
});
