import { HINTS, type HintCode } from './messages/hints.js';
import type { MessageLocale } from './messages/locale.js';
import { PROBLEM_MESSAGES } from './messages/problems.js';
import type { Problem } from './problem.js';
import { byPlatform, capabilitiesOf, type Platform } from './registry.js';

export * from './messages/hints.js';
export * from './messages/locale.js';
export * from './messages/problems.js';

/** The networks' names, the same in every language. */
export const PLATFORM_NAMES = byPlatform((platform) => capabilitiesOf(platform).name);

/** The sentence for a problem, with numbers in the reader's language and in common units. */
export function problemMessage(locale: MessageLocale, platform: Platform, problem: Problem): string {
  const show = (value: number | undefined): string =>
    value === undefined ? '' : formatValue(locale, problem.code, value);
  return PROBLEM_MESSAGES[locale][problem.code]
    .replaceAll('{network}', PLATFORM_NAMES[platform])
    .replaceAll('{limit}', show(problem.limit))
    .replaceAll('{actual}', show(problem.actual));
}

/** The sentence for a failure. */
export function hintMessage(locale: MessageLocale, platform: Platform, hint: HintCode): string {
  return HINTS[locale][hint].replaceAll('{network}', PLATFORM_NAMES[platform]);
}

function formatValue(locale: MessageLocale, code: Problem['code'], value: number): string {
  const number = (n: number, options: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(locale, options).format(n);
  switch (code) {
    case 'media_too_large':
    case 'media_too_small':
      return value < 1_000_000
        ? number(value / 1_000, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
        : number(value / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
    case 'video_too_short':
    case 'video_too_long':
      return value < 120_000
        ? number(value / 1_000, { style: 'unit', unit: 'second', maximumFractionDigits: 1 })
        : number(value / 60_000, { style: 'unit', unit: 'minute', maximumFractionDigits: 1 });
    case 'video_too_few_frames':
    case 'video_too_many_frames':
      return number(value, { maximumFractionDigits: 1 });
    case 'image_cropped':
    case 'media_margins':
    case 'video_ratio_unsupported':
      return number(value, { maximumFractionDigits: 2 });
    default:
      return number(value, { maximumFractionDigits: 0 });
  }
}
