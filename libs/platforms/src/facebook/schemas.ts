import { z } from 'zod';
import { networkId } from '../kit/ids.js';
import { uploadAddress } from '../kit/upload-url.js';
import { networkAddress } from '../rules/remote-post.js';

/** A permalink on one of the network's hosts; anything else becomes null. */
const permalink = z.unknown().transform((address) => networkAddress('facebook', address));

export const permalinkAnswer = z.object({ permalink_url: permalink });
export const publishedAnswer = z.object({ is_published: z.boolean(), permalink_url: permalink });
export const pageAnswer = z.object({
  id: networkId,
  name: z.string().catch(''),
  username: z.string().optional().catch(undefined),
});

export const listedPost = z.object({
  id: networkId,
  message: z.string().catch(''),
  created_time: z.string().catch(''),
  permalink_url: permalink,
});

/** `success` without a post would be no answer. */
export const storyAnswer = z.object({ success: z.literal(true), post_id: networkId });
export const storyRow = z.object({
  post_id: networkId,
  creation_time: z.coerce.string().catch(''),
  media_type: z.string().catch(''),
  media_id: z.coerce.string().catch(''),
  url: permalink,
});

export const commentRow = z.object({
  id: z.string(),
  message: z.string().catch(''),
  from: z.object({ id: z.string() }).optional().catch(undefined),
});

export const uploadStartAnswer = z.object({ video_id: networkId, upload_url: uploadAddress });

/** Offsets come as digits. */
const offset = z.coerce.number().int().min(0);
export const chunkAnswer = z.object({ start_offset: offset, end_offset: offset });
export const videoStartAnswer = chunkAnswer.extend({ video_id: networkId, upload_session_id: networkId });

const phase = z.object({ status: z.string().catch('') }).catch({ status: '' });
/** Phases end in `complete` in the reference and in `completed` in its samples. */
export const videoStatusAnswer = z.object({
  status: z.object({
    video_status: z.string().catch(''),
    uploading_phase: z
      .object({
        status: z.string().catch(''),
        bytes_transferred: z.number().optional().catch(undefined),
        /** Spelt as in the reference. */
        bytes_transfered: z.number().optional().catch(undefined),
      })
      .catch({ status: '' })
      .optional(),
    processing_phase: phase.optional(),
    publishing_phase: z
      .object({ status: z.string().catch(''), publish_status: z.string().catch('') })
      .catch({ status: '', publish_status: '' })
      .optional(),
  }),
});
export type VideoStatus = z.infer<typeof videoStatusAnswer>['status'];

/** rupload answers outside of Graph's envelope. */
export const ruploadAnswer = z.object({ success: z.literal(true) });
export const ruploadError = z.object({
  debug_info: z.object({
    type: z.string().min(1),
    message: z.string().catch(''),
    retriable: z.boolean().catch(false),
  }),
});
