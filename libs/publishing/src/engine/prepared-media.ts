import { Injectable } from '@nestjs/common';
import { DerivativeTooLarge, Derivatives } from '#lib/media';
import {
  capabilitiesOf,
  type ChannelContent,
  imageRecipe,
  type Json,
  type MediaFacts,
  PlatformError,
  type Platform,
  type Step,
} from '#lib/platforms';
import type { Work } from './work.js';

/** Its output is the list of media that go out, in the order of the content. */
const STEP = 'prepare-media';

/** Puts, before anything is sent, what the network shall get in place of the originals. */
@Injectable()
export class PreparedMedia {
  constructor(private readonly derivatives: Derivatives) {}

  /** The adapter's plan; with images, a first step that makes their derivatives, and the rest working on these. */
  plan(work: Work, planOf: (content: ChannelContent) => Step[]): Step[] {
    const steps = planOf(work.content);
    if (!work.content.media.some(({ kind }) => kind === 'image')) return steps;
    return [this.#step(work), ...steps.map((step) => onPrepared(step, planOf))];
  }

  #step(work: Work): Step {
    return {
      name: STEP,
      phase: 'arm',
      effect: 'repeatable',
      run: async () => {
        const media = [];
        for (const medium of work.content.media) media.push(await this.#derive(work, medium));
        return { state: 'done', output: JSON.parse(JSON.stringify(media)) as Json };
      },
    };
  }

  async #derive({ organisationId, platform }: Work, medium: MediaFacts): Promise<MediaFacts> {
    const rule = medium.kind === 'image' ? capabilitiesOf(platform).image : null;
    if (!rule) return medium;
    try {
      return await this.derivatives.image(organisationId, medium, imageRecipe(rule, medium));
    } catch (error) {
      throw error instanceof DerivativeTooLarge ? tooLarge(platform) : error;
    }
  }
}

/** What goes out: the frozen content, with the media that were made from it once they are. */
export function preparedContent(work: Work): ChannelContent {
  const media = work.progress[STEP];
  return Array.isArray(media) ? { ...work.content, media: media as unknown as MediaFacts[] } : work.content;
}

/** Plans are pure and name the same steps for the derivatives as for the originals: only the facts differ. */
function onPrepared(step: Step, planOf: (content: ChannelContent) => Step[]): Step {
  return {
    ...step,
    run: (io) => (planOf(io.content).find(({ name }) => name === step.name) ?? step).run(io),
  };
}

const tooLarge = (platform: Platform): PlatformError =>
  new PlatformError({
    class: 'permanent',
    code: 'image_too_heavy',
    message: `no quality of the image is light enough for ${platform}`,
    refused: true,
    hint: 'image_refused',
  });
