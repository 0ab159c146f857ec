import type { Step, StepIo } from '../kit/adapter.js';
import { segment } from '../kit/segment.js';
import { type ContainerRules, containerStep, madeBy } from '../meta/containers.js';
import { graph } from '../meta/graph.js';
import { booleanOption, stringOption } from '../rules/check-options.js';
import { millisecondsIn, peopleIn } from '../rules/held-option.js';
import type { ChannelContent, MediaFacts } from '../rules/platform.js';
import { formOf } from '../rules/registry.js';
import { INSTAGRAM_CODES } from './errors.js';
import { containerAnswer } from './schemas.js';

/** Containers of Instagram. Source: Instagram Platform, IG Container. */
export const CONTAINERS: ContainerRules = {
  codes: INSTAGRAM_CODES,
  edge: 'media',
  async read(io, id) {
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(id)}`,
        params: { fields: 'status_code,status' },
        schema: containerAnswer,
      },
      INSTAGRAM_CODES,
    );
    return { state: data.status_code, said: data.status };
  },
};

/** Steps that create the containers of a content: children first for a carousel, then the one that is published. */
export function containerSteps(content: ChannelContent): Step[] {
  const [medium] = content.media;
  if (medium && formOf('instagram', content) === 'story') {
    return [containerStep(CONTAINERS, 'container', medium.kind, (io) => story(io, medium))];
  }
  if (content.type !== 'images' && medium) {
    return [containerStep(CONTAINERS, 'container', medium.kind, (io) => single(io, medium))];
  }
  const children = content.media.map((child, index) =>
    containerStep(CONTAINERS, `child-${index}`, child.kind, (io) => childOf(io, child)),
  );
  return [...children, containerStep(CONTAINERS, 'container', 'image', carousel)];
}

/** Instagram shows no words with a story, and refuses descriptions of its picture. */
const story = (io: StepIo, medium: MediaFacts): Record<string, string> => ({
  media_type: 'STORIES',
  [medium.kind === 'image' ? 'image_url' : 'video_url']: io.media.publicUrl(medium.id),
});

function single(io: StepIo, medium: MediaFacts): Record<string, string> {
  const shown = { caption: io.content.text, ...tags(io.content), ...around(io.content) };
  if (medium.kind === 'image') return { ...imageOf(io, medium), ...shown };
  const shareToFeed = booleanOption('instagram', io.content.options, 'shareToFeed');
  return {
    media_type: 'REELS',
    video_url: io.media.publicUrl(medium.id),
    share_to_feed: String(shareToFeed),
    ...cover(io.content),
    ...shown,
  };
}

function childOf(io: StepIo, medium: MediaFacts): Record<string, string> {
  const child = { is_carousel_item: 'true' };
  return medium.kind === 'image'
    ? { ...child, ...imageOf(io, medium) }
    : { ...child, media_type: 'VIDEO', video_url: io.media.publicUrl(medium.id) };
}

function carousel(io: StepIo): Record<string, string> {
  const children = io.content.media.map((_, index) => madeBy(io, `child-${index}`));
  return {
    media_type: 'CAROUSEL',
    children: children.join(','),
    caption: io.content.text,
    ...around(io.content),
  };
}

function imageOf(io: StepIo, medium: MediaFacts): Record<string, string> {
  return {
    image_url: io.media.publicUrl(medium.id),
    ...(medium.altText ? { alt_text: medium.altText } : {}),
  };
}

/** Who made it together, and where: of a post as a whole, never of a carousel's parts. */
function around({ options }: ChannelContent): Record<string, string> {
  const collaborators = peopleIn(stringOption(options, 'collaborators') ?? '') ?? [];
  const location = stringOption(options, 'location')?.trim();
  return {
    ...(collaborators.length > 0
      ? { collaborators: JSON.stringify(collaborators.map(({ username }) => username)) }
      : {}),
    ...(location ? { location_id: location } : {}),
  };
}

/**
 * Who is seen. A photo wants a place for each, so that those without one stand side by side in its middle; a film takes
 * names alone.
 */
function tags({ options, type }: ChannelContent): Record<string, string> {
  const people = peopleIn(stringOption(options, 'userTags') ?? '') ?? [];
  if (people.length === 0) return {};
  const tagged = people.map(({ username, at }, index) =>
    type === 'video'
      ? { username }
      : { username, ...(at ?? { x: (index + 1) / (people.length + 1), y: 0.5 }) },
  );
  return { user_tags: JSON.stringify(tagged) };
}

/** The picture of a film that stands for it. */
function cover({ options }: ChannelContent): Record<string, string> {
  const at = millisecondsIn(stringOption(options, 'coverAt') ?? '');
  return at === null ? {} : { thumb_offset: String(at) };
}
