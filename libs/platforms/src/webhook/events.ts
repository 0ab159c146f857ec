import { titleOf } from '../kit/article-words.js';
import type { AdapterIo, StepIo } from '../kit/adapter.js';
import { hashtagsIn } from '../rules/count-text.js';

/**
 * What a receiver is told. It acts on `post.published` alone, and leaves alone whatever type it does not know: more may
 * come.
 */
export interface WebhookEvent {
  type: 'channel.verify' | 'post.published' | 'post.lookup';
  /** Instant of the event, UTC in ISO 8601; the one of a post is its due instant. */
  timestamp: string;
  data: Record<string, unknown>;
}

const at = (io: AdapterIo): string => new Date(io.now()).toISOString();

/** A question that shows nothing: may the channel send here? */
export const verifyEvent = (io: AdapterIo): WebhookEvent => ({
  type: 'channel.verify',
  timestamp: at(io),
  data: {},
});

/** A question that shows nothing: was this publication received? */
export const lookupEvent = (io: StepIo): WebhookEvent => ({
  type: 'post.lookup',
  timestamp: at(io),
  data: { publicationId: io.publication.id },
});

/** The post itself, the same at every attempt but for the addresses of its media, which end a day later. */
export const postEvent = ({ content, publication, media }: StepIo): WebhookEvent => ({
  type: 'post.published',
  timestamp: publication.dueAt,
  data: {
    publicationId: publication.id,
    type: content.type,
    title: titleOf(content) || null,
    text: content.text,
    hashtags: hashtagsIn(content.text),
    link: content.link,
    media: content.media.map(({ id, kind, mime, bytes, width, height, durationMs, altText }) => ({
      url: media.publicUrl(id),
      ...{ kind, mime, bytes, width, height, durationMs, altText },
    })),
  },
});
