import type { Step, StepIo } from '../kit/adapter.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import type { ChannelContent } from '../rules/platform.js';
import { imageName, imageSteps } from './images.js';
import { uploaded } from './processing.js';
import { VIDEO, VIDEO_START, videoSteps } from './video.js';

/** Uploads the media of a content. They are kept for a day, and only their account can post them. */
export const mediaSteps = ({ media }: ChannelContent): Step[] =>
  media.flatMap((medium, index) =>
    medium.kind === 'video' ? videoSteps(medium) : imageSteps(medium, index),
  );

/** The step with which all uploads start again; undefined for a post of words alone. */
export const firstUpload = ({ media: [first] }: ChannelContent): string | undefined =>
  first && (first.kind === 'video' ? VIDEO_START : imageName(0));

/** Name of the step that has the id of a medium. */
const stepOf = ({ media }: ChannelContent, index: number): string =>
  media[index]?.kind === 'video' ? VIDEO : imageName(index);

/** Ids of the uploaded media, in their order. @throws PlatformError when one is missing */
export const mediaIds = ({ content, progress }: StepIo): string[] =>
  content.media.map((_, index) => requireProgress(progress, stepOf(content, index), uploaded).id);

/** Key under which X lists an uploaded medium; null before it was uploaded. */
export const knownKey = ({ content, progress }: StepIo, index: number): string | null =>
  readProgress(progress, stepOf(content, index), uploaded)?.key ?? null;
