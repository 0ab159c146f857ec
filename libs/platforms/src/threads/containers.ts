import type { Step, StepIo } from '../kit/adapter.js';
import { segment } from '../kit/segment.js';
import { type ContainerRules, containerStep, madeBy } from '../meta/containers.js';
import { graph } from '../meta/graph.js';
import { stringOption } from '../rules/check-options.js';
import type { ChannelContent, MediaFacts } from '../rules/platform.js';
import { THREADS_CODES } from './errors.js';
import { containerAnswer } from './schemas.js';

/** Containers of Threads. Source: Threads API, publishing reference. */
export const CONTAINERS: ContainerRules = {
  codes: THREADS_CODES,
  edge: 'threads',
  async read(io, id) {
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(id)}`,
        params: { fields: 'status,error_message' },
        schema: containerAnswer,
      },
      THREADS_CODES,
    );
    return { state: data.status, said: data.error_message };
  },
};

/** Steps that create the containers of a content: children first for a carousel, then the one that is published. */
export function containerSteps(content: ChannelContent): Step[] {
  const [medium] = content.media;
  if (content.type === 'images') {
    const children = content.media.map((child, index) =>
      containerStep(CONTAINERS, `child-${index}`, child.kind, (io) => ({
        is_carousel_item: 'true',
        ...mediumOf(io, child),
      })),
    );
    return [...children, containerStep(CONTAINERS, 'container', 'image', carousel)];
  }
  return [
    containerStep(CONTAINERS, 'container', medium?.kind ?? 'image', (io) => ({
      ...(medium ? mediumOf(io, medium) : words(io)),
      ...said(io),
    })),
  ];
}

function carousel(io: StepIo): Record<string, string> {
  const children = io.content.media.map((_, index) => madeBy(io, `child-${index}`));
  return { media_type: 'CAROUSEL', children: children.join(','), ...said(io) };
}

/** A post of words alone; a link becomes its card. */
function words({ content: { type, link } }: StepIo): Record<string, string> {
  return { media_type: 'TEXT', ...(type === 'link' && link ? { link_attachment: link } : {}) };
}

/** What a post says, and who may reply: never on a carousel's children. */
function said({ content: { text, options } }: StepIo): Record<string, string> {
  const replyControl = stringOption(options, 'replyControl');
  return { ...(text ? { text } : {}), ...(replyControl ? { reply_control: replyControl } : {}) };
}

function mediumOf(io: StepIo, medium: MediaFacts): Record<string, string> {
  const address = io.media.publicUrl(medium.id);
  return {
    ...(medium.kind === 'image'
      ? { media_type: 'IMAGE', image_url: address }
      : { media_type: 'VIDEO', video_url: address }),
    ...(medium.altText ? { alt_text: medium.altText } : {}),
  };
}
