import { placeBaseline, type Placement } from '#rules/brand';
import {
  type Capabilities,
  type ChannelContent,
  capabilitiesOf,
  chosenForm,
  derivePostType,
  formOf,
  holdsAddress,
  inForm,
  type MediaFacts,
  type Platform,
} from '#rules/platforms';

/** The parts of a post that composing needs. */
export interface ComposablePost {
  title: string;
  text: string;
  link: string | null;
  mediaIds: readonly string[];
}

/** Differences on one channel: an absent member is the post's, an empty one is meant to be empty. */
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
  /** The version of the format's baseline in force; null without a format. */
  baseline: string | null;
  media: ReadonlyMap<string, MediaFacts>;
}

/**
 * Makes what a channel will show of a post. Composer, preview, freezing and so the worker all use this function, so
 * they cannot disagree.
 */
export function composeChannel({
  post,
  variant,
  platform,
  placement,
  baseline,
  media,
}: ComposeInput): ChannelContent {
  const network = capabilitiesOf(platform);
  const chosen = (variant.mediaIds ?? post.mediaIds)
    .map((id) => media.get(id))
    .filter((m) => m !== undefined);
  const link = post.link?.trim() || null;
  const typed = variant.text ?? post.text;
  const type = variant.type ?? derivePostType(network.types, chosen, link);
  const written = { ...titled(network, post.title), ...variant.options };
  const options = { ...written, ...chosenForm(network, { type, media: chosen, options: written }) };
  const capabilities = inForm(network, formOf(platform, { type, options }));
  // Beside media a link has no card, so it is put into the text where the network makes it clickable.
  const withLink =
    link && type !== 'link' && capabilities.link.clickableInText && !holdsAddress(typed, link)
      ? [typed.trimEnd(), link].filter(Boolean).join('\n\n')
      : typed;
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
    options,
  };
}

/** Options that are the post's title until somebody writes them. */
function titled({ options }: Capabilities, title: string): Record<string, string> {
  const taken = options.filter((rule) => rule.kind === 'text' && rule.from === 'title');
  return title.trim() === '' ? {} : Object.fromEntries(taken.map(({ key }) => [key, title.trim()]));
}
