import { z } from 'zod';
import { accessToken } from '../kit/expiry.js';
import { BLUESKY } from './capabilities.js';

/** Content id, in base 32. */
const cid = z.string().regex(/^b[a-z2-7]{20,120}$/u);
const did = z.string().regex(BLUESKY.remote.account);
const handle = z.string().regex(/^[\w.-]{1,253}$/u);
const words = z.string().optional().catch(undefined);

/** An uploaded file as records name it. */
export const blob = z.object({
  $type: z.literal('blob'),
  ref: z.object({ $link: cid }),
  mimeType: z.string().regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/u),
  size: z.number().int().positive(),
});
export type Blob = z.infer<typeof blob>;

export const blobAnswer = z.object({ blob });

const didDocument = z.object({
  service: z
    .array(z.object({ id: z.string(), serviceEndpoint: z.string() }).or(z.unknown().transform(() => null)))
    .catch([]),
});

const session = {
  did,
  handle,
  didDoc: didDocument.optional().catch(undefined),
  active: z.boolean().optional().catch(undefined),
  status: words,
};
export const sessionAnswer = z.object(session);
export type RemoteSession = z.infer<typeof sessionAnswer>;

export const tokensAnswer = z.object({ accessJwt: accessToken, refreshJwt: accessToken, did, handle });

export const didAnswer = z.object({ did });

export const serviceTokenAnswer = z.object({ token: accessToken });

/** @param key of the record */
export const writtenAnswer = (repo: string, collection: string, key: string) =>
  z.object({ uri: z.literal(`at://${repo}/${collection}/${key}`), cid });

export const profileAnswer = z.object({ value: z.object({ displayName: words }) });

export const postValue = z.object({
  $type: z.literal('app.bsky.feed.post'),
  text: z.string().catch(''),
  createdAt: z.string().catch(''),
  reply: z.unknown().optional(),
  embed: z.object({ $type: z.string() }).optional().catch(undefined),
});

/** @param key of the record */
export const recordAnswer = (repo: string, collection: string, key: string) =>
  writtenAnswer(repo, collection, key).extend({ value: postValue });

export const recordsAnswer = z.object({
  records: z.array(z.object({ uri: z.string(), value: postValue })),
  cursor: z
    .string()
    .regex(/^[\w:.~-]{1,500}$/u)
    .optional()
    .catch(undefined),
});

export const limitsAnswer = z.object({
  canUpload: z.boolean(),
  remainingDailyVideos: z.number().optional().catch(undefined),
  remainingDailyBytes: z.number().optional().catch(undefined),
  error: words,
  message: words,
});

const jobStatus = z.object({
  jobId: z.string().regex(/^[\w.:-]{1,200}$/u),
  state: z.string().catch(''),
  blob: blob.optional().catch(undefined),
  failureCode: words,
  error: words,
  message: words,
});
export type JobStatus = z.infer<typeof jobStatus>;

/** The lexicon wraps the status; servers have answered it bare. */
export const jobAnswer = z.union([z.object({ jobStatus }).transform((body) => body.jobStatus), jobStatus]);
