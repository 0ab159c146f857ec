import type { Capabilities, MediaRule, Range } from './capabilities/index.js';
import type { ChannelContent, MediaFacts } from './platform.js';
import type { Problem } from './problem.js';
import type { ProblemCode } from './problem-codes.js';

/** Networks round: 1200 x 628 is accepted as 1.91. */
const RATIO_TOLERANCE = 0.005;

/** What a network would say of the media of a content whose type it takes. */
export function checkMedia(rules: Capabilities, content: ChannelContent): Problem[] {
  const { type, media } = content;
  if (type === 'text') return [];
  if (type === 'link') return media.flatMap((medium, index) => checkMedium(rules, medium, index));
  if (media.length === 0) return [error('media_required', 'media')];
  const problems: Problem[] = [];
  if (type === 'images' && rules.gallery) {
    const { min, max, mixed } = rules.gallery;
    if (media.length < min) problems.push(error('media_count_too_few', 'media', min, media.length));
    if (media.length > max) problems.push(error('media_count_too_many', 'media', max, media.length));
    if (!mixed && media.some((medium) => medium.kind === 'video')) {
      problems.push(error('mixed_media_unsupported', 'media'));
    }
  }
  return [...problems, ...media.flatMap((medium, index) => checkMedium(rules, medium, index))];
}

function checkMedium(rules: Capabilities, medium: MediaFacts, index: number): Problem[] {
  const path = `media.${index}`;
  const rule = medium.kind === 'image' ? rules.image : rules.video;
  if (!rule || !rule.mimes.includes(medium.mime)) return [error('media_type_unsupported', path)];
  return [
    ...bounds(
      { min: rule.minBytes, max: rule.maxBytes },
      medium.bytes,
      path,
      'media_too_small',
      'media_too_large',
    ),
    ...(medium.kind === 'image' ? checkImage(rules, rule, medium, path) : checkVideo(rule, medium, path)),
  ];
}

function checkImage(rules: Capabilities, rule: MediaRule, medium: MediaFacts, path: string): Problem[] {
  const problems = [
    ...checkRatio(rule.ratio, medium, path, 'image_ratio_unsupported'),
    ...bounds(rule.width, medium.width, path, 'image_too_small', 'image_too_large').map((problem): Problem =>
      rule.scales ? { ...problem, severity: 'warning' } : problem,
    ),
    ...bounds(
      { max: rule.maxPixels },
      medium.width * medium.height,
      path,
      'image_too_small',
      'image_too_large',
    ),
  ];
  if (rules.altTextMax === null) return problems;
  if (medium.altText.trim() === '') problems.push({ code: 'alt_text_missing', path, severity: 'warning' });
  return [
    ...problems,
    ...bounds(
      { max: rules.altTextMax },
      medium.altText.length,
      path,
      'alt_text_too_long',
      'alt_text_too_long',
    ),
  ];
}

function checkVideo(rule: MediaRule, medium: MediaFacts, path: string): Problem[] {
  const resolution = 'video_resolution_unsupported';
  return [
    ...checkRatio(rule.ratio, medium, path, 'video_ratio_unsupported'),
    ...[
      ...bounds(rule.width, medium.width, path, resolution, resolution),
      ...bounds(rule.height, medium.height, path, resolution, resolution),
    ].slice(0, 1),
    ...(medium.durationMs === null
      ? []
      : bounds(rule.durationMs, medium.durationMs, path, 'video_too_short', 'video_too_long')),
  ];
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
