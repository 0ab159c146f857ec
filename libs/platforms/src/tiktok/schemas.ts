import { z } from 'zod';

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
  data: z.object({ publish_id: z.string().min(1), upload_url: z.string().min(1) }),
});

/** Ids are int64 in JSON: the parser has turned long ones into strings already. */
const postId = z.union([z.string(), z.number()]).transform(String);

export const statusAnswer = z.object({
  data: z.object({
    status: z.string(),
    fail_reason: z.string().catch(''),
    // Spelt so by TikTok.
    publicaly_available_post_id: z.array(postId).catch([]),
    uploaded_bytes: z.coerce.number().optional().catch(undefined),
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
        share_url: z.string().nullable().catch(null),
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
    }),
  }),
});

/** Flat, unlike every other answer. */
export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1),
  refresh_expires_in: z.number().positive().optional(),
});
