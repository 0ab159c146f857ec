import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DomainError, LOGGER } from '#lib/kernel';
import { DerivativeTooLarge, Derivatives, UnusableMedium } from '#lib/media';
import {
  capabilitiesFor,
  type ChannelContent,
  galleryFrame,
  imageRecipe,
  type Json,
  type MediaFacts,
  PlatformError,
  type Platform,
  type Step,
  videoRecipe,
} from '#lib/platforms';
import type { Work } from '../claim/index.js';

/** The step's output is the list of media that are sent, in the order of the content. */
const STEP = 'prepare-media';

/** Replaces the originals with media that fit the network, before anything is sent. */
@Injectable()
export class PreparedMedia {
  constructor(
    private readonly derivatives: Derivatives,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /**
   * The adapter's plan. When media must be prepared, a first step does so, and the other steps work on its output.
   */
  plan(work: Work, planOf: (content: ChannelContent) => Step[]): Step[] {
    const steps = planOf(work.content);
    if (!work.content.media.some((medium) => needsWork(work, medium))) return steps;
    return [this.#step(work), ...steps.map((step) => onPrepared(step, planOf))];
  }

  #step(work: Work): Step {
    return {
      name: STEP,
      kind: 'media',
      phase: 'arm',
      effect: 'repeatable',
      run: async () => {
        const media = [];
        for (const medium of work.content.media) media.push(await this.#derive(work, medium));
        return { state: 'done', output: JSON.parse(JSON.stringify(media)) as Json };
      },
    };
  }

  async #derive({ organisationId, platform, content }: Work, medium: MediaFacts): Promise<MediaFacts> {
    const capabilities = capabilitiesFor(platform, content);
    const { image, video } = capabilities;
    try {
      if (medium.kind === 'image') {
        const recipe = image && imageRecipe(image, medium, galleryFrame(capabilities, content));
        return recipe ? await this.derivatives.image(organisationId, medium, recipe) : medium;
      }
      const recipe = video && videoRecipe(video, medium);
      return recipe ? await this.derivatives.video(organisationId, medium, recipe) : medium;
    } catch (error) {
      if (isAway(error)) this.logger.warn({ err: error, medium: medium.id }, 'media storage away');
      throw failureOf(error, platform, medium.kind);
    }
  }
}

/** An image always does, so that its metadata is never sent. */
const needsWork = ({ platform, content }: Work, medium: MediaFacts): boolean => {
  const { video } = capabilitiesFor(platform, content);
  return medium.kind === 'image' || (video !== null && videoRecipe(video, medium) !== null);
};

/** The content that is sent: the frozen content, with prepared media once there are any. */
export function preparedContent(work: Work): ChannelContent {
  const media = work.progress[STEP];
  return Array.isArray(media) ? { ...work.content, media: media as unknown as MediaFacts[] } : work.content;
}

/** Plans are pure, and name the same steps for prepared media as for the originals; only the facts differ. */
function onPrepared(step: Step, planOf: (content: ChannelContent) => Step[]): Step {
  return {
    ...step,
    run: (io) => (planOf(io.content).find(({ name }) => name === step.name) ?? step).run(io),
  };
}

const isAway = (error: unknown): error is DomainError =>
  error instanceof DomainError && [503, 507].includes(error.status);

/** The error that people see when a medium could not be prepared: nothing has been sent yet. */
function failureOf(error: unknown, platform: Platform, kind: MediaFacts['kind']): unknown {
  const refused = true;
  if (error instanceof DerivativeTooLarge) {
    const message = `no quality of the image is light enough for ${platform}`;
    return new PlatformError({
      class: 'permanent',
      cause: 'media',
      code: 'image_too_heavy',
      message,
      refused,
      hint: 'image_refused',
    });
  }
  if (error instanceof UnusableMedium) {
    const { message } = error;
    const [code, hint] =
      kind === 'video'
        ? (['video_unusable', 'video_refused'] as const)
        : (['image_unusable', 'image_refused'] as const);
    return new PlatformError({ class: 'permanent', cause: 'media', code, message, refused, hint });
  }
  if (isAway(error)) {
    const { code } = error;
    // The storage's own message names buckets and addresses, so it goes to the log only.
    const message = 'the media storage does not answer as it should';
    return new PlatformError({
      class: 'transient',
      cause: 'media',
      code,
      message,
      refused,
      hint: 'storage_unavailable',
    });
  }
  return error;
}
