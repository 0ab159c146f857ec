import { z } from 'zod';
import { accessToken, lifetime, renewalToken } from '../kit/expiry.js';
import { opaque } from '../kit/ids.js';
import { uploadAddress } from '../kit/upload-url.js';

export const urn = z.string().regex(/^urn:li:\w{1,40}:[\w:(),.~-]{1,150}$/u);

export const imageInitAnswer = z.object({ value: z.object({ uploadUrl: uploadAddress, image: urn }) });
export const videoInitAnswer = z.object({
  value: z.object({
    video: urn,
    uploadToken: opaque.catch(''),
    uploadInstructions: z
      .array(
        z.object({
          uploadUrl: uploadAddress,
          firstByte: z.number().int().min(0),
          lastByte: z.number().int().min(0),
        }),
      )
      .min(1),
  }),
});
export const assetAnswer = z.object({
  status: z.string().catch('PROCESSING'),
  processingFailureReason: z.string().optional().catch(undefined),
});

export const postAnswer = z.object({ lifecycleState: z.string() });

const media = z.object({ id: z.string() });
export const foundPost = z.object({
  id: urn,
  commentary: z.string().catch(''),
  createdAt: z.number().optional().catch(undefined),
  publishedAt: z.number().optional().catch(undefined),
  lifecycleState: z.string().catch('PUBLISHED'),
  content: z
    .object({
      media: media.optional(),
      multiImage: z.object({ images: z.array(media) }).optional(),
      article: z.object({ source: z.string() }).optional(),
    })
    .optional()
    .catch(undefined),
});
export type FoundPost = z.infer<typeof foundPost>;
export const finderAnswer = z.object({ elements: z.array(foundPost) });

export const commentAnswer = z
  .object({ id: z.coerce.string().optional(), commentUrn: z.string().optional() })
  .optional();
export const commentsAnswer = z.object({
  elements: z.array(
    z.object({
      actor: z.string().catch(''),
      message: z.object({ text: z.string().catch('') }).catch({ text: '' }),
    }),
  ),
});

export const organizationAnswer = z.object({
  id: z.coerce.string().optional(),
  localizedName: z.string().catch(''),
  vanityName: z.string().optional().catch(undefined),
});
export const userInfoAnswer = z.object({ sub: z.string().min(1), name: z.string().catch('') });
export const tokenAnswer = z.object({
  access_token: accessToken,
  expires_in: lifetime,
  refresh_token: renewalToken,
  refresh_token_expires_in: lifetime,
});
