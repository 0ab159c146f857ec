import { z } from 'zod';
import { id, instant, pageOf } from '#lib/kernel';
import { FAILURE_CAUSES, FAILURE_CLASSES } from '#lib/platforms';
import { PLATFORMS } from '#rules/platforms';
import { PUBLICATION_STATES } from './rules/publication-state.js';

export const publication = z
  .object({
    id,
    postId: id,
    channelId: id,
    platform: z.enum(PLATFORMS),
    channelName: z.string(),
    channelHandle: z.string(),
    state: z.enum(PUBLICATION_STATES),
    /**
     * Finer than the state: waiting, arming, armed, firing, confirming, reconciling, retrying, delayed, held,
     * commenting, done.
     */
    stage: z.string(),
    dueAt: instant.nullable(),
    publishedAt: instant.nullable(),
    /** Publication after the due instant, ms; null until it is out. */
    latenessMs: z.number().nullable(),
    remoteId: z.string().nullable(),
    remoteUrl: z.string().nullable(),
    attempts: z.number(),
    nextAttemptAt: instant.nullable(),
    lastError: z
      .object({
        class: z.enum(FAILURE_CLASSES),
        /** `network`: code and message are its own; all others are the software's. */
        cause: z.enum(FAILURE_CAUSES),
        code: z.string(),
        message: z.string(),
        hint: z.string(),
      })
      .nullable(),
    firstComment: z.enum(['none', 'pending', 'published', 'failed']),
    /** The baseline version that went out with it. */
    baseline: z.object({ id, text: z.string() }).nullable(),
    may: z.object({ retry: z.boolean(), resolve: z.boolean() }),
    /**
     * For a publication that waits for its channel to be connected again: whether the reader may do so, else who
     * may. Null when it does not wait.
     */
    reconnect: z.object({ may: z.boolean(), ask: z.array(z.string()) }).nullable(),
  })
  .meta({ id: 'Publication' });
export const publicationPage = pageOf(publication, 'PublicationPage');

/** `remoteUrl` is https on a host of the publication's network. */
export const resolvePublication = z
  .strictObject({
    outcome: z.enum(['published', 'not_published']),
    remoteUrl: z.string().max(2000).optional(),
  })
  .meta({ id: 'ResolvePublication' });

export const publicationEvent = z
  .object({
    id: z.string(),
    at: instant,
    /** A person's name, or the worker's id. */
    actor: z.string(),
    kind: z.string(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'PublicationEvent' });
export const publicationEventPage = pageOf(publicationEvent, 'PublicationEventPage');
