import { withoutEntities } from '../kit/entities.js';
import { normalised } from '../kit/text.js';
import { withShortMentions } from '../rules/count-text.js';

/** What a reader sees of a status: paragraphs are parted by an empty line, addresses are whole. */
export const textOf = (html: string): string =>
  withoutEntities(
    html
      .replace(/<br\s?\/?>/giu, '\n')
      .replace(/<\/p><p>/giu, '\n\n')
      .replace(/<[^<>]*>/gu, ''),
  );

/**
 * Whether a status may say a text. A server makes links of it, leaves out whose server somebody is on, and may set its
 * own signs: letters and digits count, unless there are none.
 */
export function saysLike(html: string, text: string): boolean {
  const [shown, wanted] = [textOf(html), text].map((said) => normalised(withShortMentions(said)));
  const [seen, meant] = [lettersOf(shown ?? ''), lettersOf(wanted ?? '')];
  return meant === '' ? shown === wanted : seen === meant;
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');
