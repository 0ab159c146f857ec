import { joinedAltText } from './alt-text.js';
import { galleryFrame, imageRecipe, isAnimated, RATIO_TOLERANCE } from './image-recipe.js';
import type { Capabilities, MediaRule, Range } from './capabilities.js';
import type { ChannelContent, MediaFacts } from './platform.js';
import type { Problem } from './problem.js';
import type { ProblemCode } from './problem-codes.js';
import { CARRIED, isRewrapped } from './video-recipe.js';

/** Problems of the media of a content whose type the network accepts. */
export function checkMedia(rules: Capabilities, content: ChannelContent): Problem[] {
  const { type, media } = content;
  if (type === 'text') return [];
  if (type === 'link' || type === 'article') {
    const { max } = rules.gallery ?? { max: 1 };
    const tooMany =
      type === 'article' && media.length > max
        ? [error('media_count_too_many', 'media', max, media.length)]
        : [];
    return [...tooMany, ...media.flatMap((medium, index) => checkMedium(rules, medium, index))];
  }
  if (media.length === 0) return [error('media_required', 'media')];
  const problems: Problem[] = [];
  if (type === 'images' && rules.gallery) {
    const { min, max, mixed } = rules.gallery;
    if (media.length < min) problems.push(error('media_count_too_few', 'media', min, media.length));
    if (media.length > max) problems.push(error('media_count_too_many', 'media', max, media.length));
    if (!mixed && media.some((medium) => medium.kind === 'video')) {
      problems.push(error('mixed_media_unsupported', 'media'));
    }
    if (rules.altTextJoined) problems.push(...checkJoinedAltText(rules.altTextMax, media));
  }
  const frame = galleryFrame(rules, content);
  return [...problems, ...media.flatMap((medium, index) => checkMedium(rules, medium, index, frame))];
}

function checkMedium(rules: Capabilities, medium: MediaFacts, index: number, frame: Frame = null): Problem[] {
  const path = `media.${index}`;
  const rule = medium.kind === 'image' ? rules.image : rules.video;
  if (!rule) return [error('media_type_unsupported', path)];
  return medium.kind === 'image'
    ? checkImage(rules, rule, { medium, path, frame })
    : checkVideo(rule, medium, path);
}

type Frame = ReturnType<typeof galleryFrame>;

/** Checks an image as the network gets it: converted, cropped and reduced by its recipe. */
function checkImage(
  rules: Capabilities,
  rule: MediaRule,
  { medium: original, path, frame }: { medium: MediaFacts; path: string; frame: Frame },
): Problem[] {
  if (isAnimated(original)) return checkAnimation(rules, rule, original, path);
  const { crop, width } = imageRecipe(rule, original, frame);
  const problems: Problem[] = [];
  if (crop) {
    const [limit, actual] = [crop.width / crop.height, original.width / original.height];
    problems.push({ ...error('image_cropped', path, limit, actual), severity: 'warning' });
  }
  const { min } = rule.width ?? {};
  if (min !== undefined && width < min) {
    const small = error('image_too_small', path, min, width);
    problems.push(rule.scales ? { ...small, severity: 'warning' } : small);
  }
  return [
    ...problems,
    ...checkMargins(rule.fills, original, path),
    ...checkAltText(rules.altTextMax, original.altText, path),
  ];
}

function checkMargins(fills: Range | undefined, medium: MediaFacts, path: string): Problem[] {
  return checkRatio(fills, medium, path, 'media_margins').map((one) => ({ ...one, severity: 'warning' }));
}

/** An animation is sent unchanged or not at all, because showing a single frame would be another picture. */
function checkAnimation(rules: Capabilities, rule: MediaRule, medium: MediaFacts, path: string): Problem[] {
  if (!rule.animations || medium.mime !== 'image/gif') return [error('image_animated', path)];
  return [
    ...bounds(
      { max: rule.animations.maxFrames },
      medium.frames ?? 1,
      path,
      'image_too_many_frames',
      'image_too_many_frames',
    ),
    ...bounds(
      { max: rule.maxPixels ?? Infinity },
      medium.width * medium.height,
      path,
      'image_animated',
      'image_animated',
    ),
    ...bounds({ max: rule.maxBytes }, medium.bytes, path, 'media_too_large', 'media_too_large'),
    ...checkAltText(rules.altTextMax, medium.altText, path),
  ];
}

function checkAltText(max: number | null, altText: string, path: string): Problem[] {
  if (max === null) return [];
  if (altText.trim() === '') return [{ code: 'alt_text_missing', path, severity: 'warning' }];
  return bounds({ max }, altText.length, path, 'alt_text_too_long', 'alt_text_too_long');
}

/** Media without a description are reported by themselves. */
const checkJoinedAltText = (max: number | null, media: readonly MediaFacts[]): Problem[] =>
  bounds(
    { max: max ?? Infinity },
    joinedAltText(media).length,
    'media',
    'alt_text_too_long',
    'alt_text_too_long',
  );

function checkVideo(rule: MediaRule, medium: MediaFacts, path: string): Problem[] {
  const resolution = 'video_resolution_unsupported';
  const sent = isRewrapped(medium) ? 'video/mp4' : medium.mime;
  if (!rule.mimes.includes(sent)) return [error('media_type_unsupported', path)];
  const weight = { min: rule.minBytes, max: rule.maxBytes };
  return [
    ...bounds(weight, medium.bytes, path, 'media_too_small', 'media_too_large'),
    ...checkRatio(rule.ratio, medium, path, 'video_ratio_unsupported'),
    ...checkMargins(rule.fills, medium, path),
    ...[
      ...bounds(rule.width, medium.width, path, resolution, resolution),
      ...bounds(rule.height, medium.height, path, resolution, resolution),
    ].slice(0, 1),
    ...(medium.durationMs === null
      ? []
      : bounds(rule.durationMs, medium.durationMs, path, 'video_too_short', 'video_too_long')),
    ...checkEncoding(rule, medium, path),
  ];
}

/** Networks round too: 23.976 frames a second count as 24. */
const FRAME_TOLERANCE = 0.5;

function checkEncoding(rule: MediaRule, medium: MediaFacts, path: string): Problem[] {
  const { video } = medium;
  if (!video) return [];
  const { codec, audioCodec, frameRate } = video;
  const carried: Pick<MediaRule, 'codecs' | 'audioCodecs'> = isRewrapped(medium) ? CARRIED : {};
  const { codecs = carried.codecs, audioCodecs = carried.audioCodecs } = rule;
  const { min, max } = rule.frameRate ?? {};
  const problems: Problem[] = [];
  if (codecs && !codecs.includes(codec)) problems.push(error('video_codec_unsupported', path));
  if (audioCodecs && audioCodec !== null && !audioCodecs.includes(audioCodec)) {
    problems.push(error('video_sound_unsupported', path));
  }
  if (min !== undefined && frameRate < min - FRAME_TOLERANCE) {
    problems.push(error('video_too_few_frames', path, min, frameRate));
  }
  if (max !== undefined && frameRate > max + FRAME_TOLERANCE) {
    problems.push(error('video_too_many_frames', path, max, frameRate));
  }
  return problems;
}

function checkRatio(
  range: Range | undefined,
  medium: MediaFacts,
  path: string,
  code: ProblemCode,
): Problem[] {
  if (!range) return [];
  const { min = 0, max = Infinity } = range;
  const ratio = medium.width / medium.height;
  if (ratio >= min - RATIO_TOLERANCE && ratio <= max + RATIO_TOLERANCE) return [];
  return [error(code, path, ratio < min ? min : max, ratio)];
}

function bounds(
  range: Range | undefined,
  actual: number,
  path: string,
  below: ProblemCode,
  above: ProblemCode,
): Problem[] {
  if (range?.min !== undefined && actual < range.min) return [error(below, path, range.min, actual)];
  if (range?.max !== undefined && actual > range.max) return [error(above, path, range.max, actual)];
  return [];
}

function error(code: ProblemCode, path: string, limit?: number, actual?: number): Problem {
  return {
    code,
    path,
    severity: 'error',
    ...(limit === undefined ? {} : { limit }),
    ...(actual === undefined ? {} : { actual }),
  };
}
