import { createHash } from 'node:crypto';
import type { StepIo } from '../kit/adapter.js';
import { booleanOption, stringOption } from '../rules/check-options.js';
import type { ChannelContent } from '../rules/platform.js';
import { api } from './api.js';
import { statusAnswer } from './schemas.js';

/** Who sees it, in the API's words. `direct` is no post, and is not among them. */
const VISIBILITY: Readonly<Record<string, string>> = {
  public: 'public',
  quiet_public: 'unlisted',
  followers_only: 'private',
};

/** What a post and its first comment have in common. */
export function sharedParameters({ options }: ChannelContent): Record<string, unknown> {
  const language = stringOption(options, 'language');
  return {
    visibility: VISIBILITY[stringOption(options, 'visibility') ?? 'public'] ?? 'public',
    ...(language && { language }),
  };
}

/** A post's own parameters. @param media ids of what was sent, in their order */
export function postParameters(content: ChannelContent, media: readonly string[]): Record<string, unknown> {
  const warning = stringOption(content.options, 'contentWarning');
  const sensitive = media.length > 0 && booleanOption('mastodon', content.options, 'sensitive');
  return {
    status: content.text,
    ...(media.length > 0 && { media_ids: media }),
    ...(warning && { spoiler_text: warning }),
    ...(sensitive && { sensitive: true }),
    ...sharedParameters(content),
  };
}

/**
 * The same for each attempt to write the same thing, and for nothing else. Mastodon answers the first status to a key that
 * it has seen within the hour, whatever the text is.
 */
export const keyFor = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);

/** Writes a status, which everybody sees at once. Source: Mastodon API, statuses. @throws PlatformError */
export async function write(io: StepIo, key: string, parameters: Record<string, unknown>) {
  const { data } = await api(io, {
    method: 'POST',
    path: '/statuses',
    headers: { 'idempotency-key': key },
    body: { json: parameters },
    schema: statusAnswer,
    visible: true,
  });
  return data;
}
