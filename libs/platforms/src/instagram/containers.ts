import type { Step, StepIo } from '../kit/adapter.js';
import { segment } from '../kit/segment.js';
import { type ContainerRules, containerStep, madeBy } from '../meta/containers.js';
import { graph } from '../meta/graph.js';
import { booleanOption } from '../rules/check-options.js';
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
  const caption = io.content.text;
  if (medium.kind === 'image') return { ...imageOf(io, medium), caption };
  const shareToFeed = booleanOption('instagram', io.content.options, 'shareToFeed');
  return {
    media_type: 'REELS',
    video_url: io.media.publicUrl(medium.id),
    share_to_feed: String(shareToFeed),
    caption,
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
  return { media_type: 'CAROUSEL', children: children.join(','), caption: io.content.text };
}

function imageOf(io: StepIo, medium: MediaFacts): Record<string, string> {
  return {
    image_url: io.media.publicUrl(medium.id),
    ...(medium.altText ? { alt_text: medium.altText } : {}),
  };
}
