import { z } from 'zod';
import { accessToken, lifetime, renewalToken } from '../kit/expiry.js';
import { networkId } from '../kit/ids.js';

/** An empty list is only believed with its kind: any gateway can answer `{}`. */
const listOf = <T extends z.ZodType>(kind: string, item: T) =>
  z.object({
    kind: z.literal(`youtube#${kind}ListResponse`),
    items: z.array(item).default([]),
    nextPageToken: z
      .string()
      .regex(/^[\w=-]{1,200}$/u)
      .optional()
      .catch(undefined),
  });

const words = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

/** Members of a video's status that an update must repeat, because it replaces the whole part. */
const kept = {
  license: z.enum(['youtube', 'creativeCommon']).optional().catch(undefined),
  embeddable: flag,
  publicStatsViewable: flag,
  containsSyntheticMedia: flag,
};
export const keptStatus = z.object(kept);
export type KeptStatus = z.infer<typeof keptStatus>;

const videoStatus = z.object({
  uploadStatus: z.string(),
  privacyStatus: z.string(),
  failureReason: words,
  rejectionReason: words,
  ...kept,
});
export type VideoStatus = z.infer<typeof videoStatus>;

export const statusAnswer = listOf('video', z.object({ id: networkId, status: videoStatus }));

export const snippetAnswer = listOf(
  'video',
  z.object({
    id: networkId,
    snippet: z.object({ title: z.string(), description: z.string().catch(''), publishedAt: z.string() }),
    status: z.object({ privacyStatus: z.string() }),
  }),
);

/** The video itself, as its upload and its update answer it. */
export const videoAnswer = z.object({ kind: z.literal('youtube#video'), id: networkId });

const address = z
  .object({ url: z.url({ protocol: /^https$/u }) })
  .optional()
  .catch(undefined);

export const channelAnswer = listOf(
  'channel',
  z.object({
    id: networkId,
    snippet: z.object({
      title: z.string(),
      customUrl: words,
      thumbnails: z.object({ medium: address, default: address }).optional().catch(undefined),
    }),
  }),
);
export type RemoteChannel = z.infer<typeof channelAnswer>['items'][number];

export const uploadsAnswer = listOf(
  'channel',
  z.object({ contentDetails: z.object({ relatedPlaylists: z.object({ uploads: networkId }) }) }),
);

export const longUploadsAnswer = listOf(
  'channel',
  z.object({ status: z.object({ longUploadsStatus: words }) }),
);

export const playlistsAnswer = listOf(
  'playlist',
  z.object({ id: networkId, snippet: z.object({ title: z.string() }) }),
);

export const playlistItemsAnswer = listOf(
  'playlistItem',
  z.object({
    snippet: z.object({ title: z.string(), publishedAt: z.string() }),
    contentDetails: z.object({ videoId: networkId }),
  }),
);

export const memberAnswer = listOf('playlistItem', z.object({ id: networkId }));

export const insertedAnswer = z.object({ kind: z.literal('youtube#playlistItem'), id: networkId });

export const threadAnswer = z.object({ kind: z.literal('youtube#commentThread'), id: networkId });

export const threadsAnswer = listOf(
  'commentThread',
  z.object({
    snippet: z.object({
      topLevelComment: z.object({
        snippet: z.object({
          textOriginal: z.string().catch(''),
          authorChannelId: z.object({ value: z.string() }).optional().catch(undefined),
        }),
      }),
    }),
  }),
);

/** Google names the rights it gave, separated by blanks. */
export const tokenAnswer = z.object({
  access_token: accessToken,
  expires_in: lifetime,
  refresh_token: renewalToken,
  refresh_token_expires_in: lifetime,
  scope: z.string().catch(''),
});
