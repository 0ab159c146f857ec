import { placeBaseline, type Placement } from '#rules/brand';
import {
  type ChannelContent,
  capabilitiesOf,
  derivePostType,
  holdsAddress,
  type MediaFacts,
  type Platform,
} from '#rules/platforms';

/** What an editor wrote, as far as composing needs it. */
export interface ComposablePost {
  text: string;
  link: string | null;
  mediaIds: readonly string[];
}

/** What differs on one channel; an absent member follows the post, an empty one is meant to be empty. */
export interface ComposableVariant {
  text?: string | null | undefined;
  firstComment?: string | null | undefined;
  type?: ChannelContent['type'] | null | undefined;
  mediaIds?: readonly string[] | null | undefined;
  options?: Record<string, unknown> | undefined;
}

export interface ComposeInput {
  post: ComposablePost;
  variant: ComposableVariant;
  platform: Platform;
  placement: Placement;
  /** Wording in force for the post's format; null without a format. */
  baseline: string | null;
  media: ReadonlyMap<string, MediaFacts>;
}

/**
 * The one place where a post becomes what a channel will show. The composer's counters, the preview, the frozen
 * revision and so the worker all go through it: they cannot disagree.
 */
export function composeChannel({
  post,
  variant,
  platform,
  placement,
  baseline,
  media,
}: ComposeInput): ChannelContent {
  const capabilities = capabilitiesOf(platform);
  const chosen = (variant.mediaIds ?? post.mediaIds)
    .map((id) => media.get(id))
    .filter((m) => m !== undefined);
  const link = post.link?.trim() || null;
  const written = variant.text ?? post.text;
  const type = variant.type ?? derivePostType(chosen, link);
  // Beside media a link has no card of its own: it goes into the text where the network makes it clickable.
  const withLink =
    link && type !== 'link' && capabilities.link.clickableInText && !holdsAddress(written, link)
      ? [written.trimEnd(), link].filter(Boolean).join('\n\n')
      : written;
  const commentable = capabilities.firstComment !== null;
  const texts = placeBaseline(
    { text: withLink, firstComment: variant.firstComment?.trim() ? variant.firstComment : null },
    baseline,
    placement === 'first_comment' && !commentable ? 'end' : placement,
  );
  return {
    type,
    text: texts.text,
    firstComment: texts.firstComment,
    link,
    media: chosen,
    options: { ...variant.options },
  };
}
