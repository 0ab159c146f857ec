import { segment } from '../kit/segment.js';
import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress, requireProgress } from '../kit/progress.js';
import { networkId } from '../kit/ids.js';
import { graph, graphId } from '../meta/graph.js';
import { booleanOption } from '../rules/check-options.js';
import type { ChannelContent, MediaFacts } from '../rules/platform.js';
import { INSTAGRAM_CODES } from './errors.js';
import { containerAnswer } from './schemas.js';

/** Output of a container step: `made` counts the containers created, `polls` those of the last container. */
const made = z.object({ id: networkId, made: z.number(), polls: z.number() });
/** One container, and two more when Instagram fails to process the first ones. */
const MAX_MADE = 3;
/** About an hour at one poll every 30 s. */
const MAX_POLLS = 120;

/** Steps that create the containers of a content: children first for a carousel, then the one that is published. */
export function containerSteps(content: ChannelContent): Step[] {
  const [medium] = content.media;
  if (content.type !== 'images' && medium) {
    return [containerStep('container', medium.kind, (io) => single(io, medium))];
  }
  const children = content.media.map((child, index) =>
    containerStep(`child-${index}`, child.kind, (io) => childOf(io, child)),
  );
  return [...children, containerStep('container', 'image', carousel)];
}

/** Id of the container that is published; null before it is created. */
export function containerId(progress: StepIo['progress']): string | null {
  return readProgress(progress, 'container', made)?.id ?? null;
}

/** As `containerId`, once it is ready. @throws PlatformError */
export function readyContainerId(progress: StepIo['progress']): string {
  return requireProgress(progress, 'container', made).id;
}

/** Reads a container's status: IN_PROGRESS, FINISHED, PUBLISHED, ERROR or EXPIRED. @throws PlatformError */
export async function readContainer(io: StepIo, id: string): Promise<z.infer<typeof containerAnswer>> {
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
  return data;
}

function containerStep(
  name: string,
  kind: MediaFacts['kind'],
  parameters: (io: StepIo) => Record<string, string>,
): Step {
  return {
    name,
    kind: 'media',
    phase: 'arm',
    effect: 'repeatable',
    run: async (io) => {
      const known = readProgress(io.progress, name, made);
      if (!known) return create(io, parameters(io), 1, kind);
      const { status_code: code, status } = await readContainer(io, known.id);
      if (code === 'FINISHED' || code === 'PUBLISHED') return { state: 'done', output: known };
      if (code === 'ERROR' || code === 'EXPIRED') {
        if (known.made >= MAX_MADE) throw processingFailed(code, status);
        return create(io, parameters(io), known.made + 1, kind);
      }
      if (known.polls >= MAX_POLLS) throw stuck(name);
      const polls = known.polls + 1;
      return { state: 'wait', afterMs: delay(kind, polls), output: { ...known, polls } };
    },
  };
}

async function create(
  io: StepIo,
  params: Record<string, string>,
  count: number,
  kind: MediaFacts['kind'],
): Promise<StepResult> {
  const { data } = await graph(
    io,
    {
      method: 'POST',
      path: `/${segment(io.account.remoteId)}/media`,
      params,
      schema: graphId,
      timeoutMs: 60_000,
    },
    INSTAGRAM_CODES,
  );
  return { state: 'wait', afterMs: delay(kind, 0), output: { id: data.id, made: count, polls: 0 } };
}

const delay = (kind: MediaFacts['kind'], polls: number): number =>
  kind === 'video' ? pollDelay(polls, 1_500, 30_000) : pollDelay(polls, 400, 15_000);

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
  const children = io.content.media.map(
    (_, index) => requireProgress(io.progress, `child-${index}`, made).id,
  );
  return { media_type: 'CAROUSEL', children: children.join(','), caption: io.content.text };
}

function imageOf(io: StepIo, medium: MediaFacts): Record<string, string> {
  return {
    image_url: io.media.publicUrl(medium.id),
    ...(medium.altText ? { alt_text: medium.altText } : {}),
  };
}

function processingFailed(code: string, status: string): PlatformError {
  return new PlatformError({
    class: 'permanent',
    cause: status ? 'network' : 'processing',
    code: `container_${code.toLowerCase()}`,
    message: status || 'the container could not be processed',
    refused: true,
    hint: 'media_processing_failed',
  });
}

function stuck(name: string): PlatformError {
  return new PlatformError({
    class: 'transient',
    cause: 'processing',
    code: 'processing_timeout',
    message: 'the container is still being processed',
    refused: true,
    restartFrom: name,
  });
}
