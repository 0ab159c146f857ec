import { segment } from '../kit/segment.js';
import type { Step, StepIo } from '../kit/adapter.js';
import { question } from '../kit/question.js';
import { graph, graphSuccess } from '../meta/graph.js';
import type { MediaFacts } from '../rules/platform.js';
import { FACEBOOK_CODES, uploadCodes } from './errors.js';
import { placeOf } from './place.js';
import { isPublished, readStatus, refuseBroken, waitMore } from './status.js';
import { startedId, uploadSteps, videoIdOf } from './upload.js';

const START = 'reel-start';

/**
 * An upright video: a reel whose id is known before it is visible, so that finishing it twice is harmless.
 * Source: Meta Video API, reels publishing.
 */
export function reelSteps(medium: MediaFacts): Step[] {
  return [
    ...uploadSteps('reel', 'video_reels', medium),
    {
      name: 'reel-publish',
      kind: 'publish',
      phase: 'fire',
      effect: 'keyed',
      run: async (io) => {
        const videoId = startedId(io, START);
        await graph(
          io,
          {
            method: 'POST',
            path: `/${segment(io.account.remoteId)}/video_reels`,
            params: {
              upload_phase: 'finish',
              video_id: videoId,
              video_state: 'PUBLISHED',
              description: io.content.text,
              ...placeOf(io.content),
            },
            schema: graphSuccess,
            visible: true,
            codes: uploadCodes(START),
          },
          FACEBOOK_CODES,
        );
        return { state: 'done', output: { id: videoId } };
      },
    },
    {
      name: 'reel-live',
      kind: 'look',
      phase: 'confirm',
      effect: 'repeatable',
      run: async (io) => {
        const status = await question(() => readStatus(io, startedId(io, START)));
        refuseBroken(status);
        return isPublished(status) ? { state: 'done', output: {} } : waitMore(io, 'reel-live', {});
      },
    },
  ];
}

/** The reel's id, once `reel-start` is done. */
export const reelId = (progress: StepIo['progress']): string | null => videoIdOf(progress, START);
