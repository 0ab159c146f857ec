import type { TextRule } from './capabilities.js';
import { bytesOf, lengthOf } from './count-text.js';
import type { Problem } from './problem.js';
import type { ProblemCode } from './problem-codes.js';

/**
 * Problems of a text's length and characters.
 * @param tooLong the code of a text that is too long
 * @param actual its length, where more is counted than the text
 */
export function checkLength(
  rule: TextRule,
  text: string,
  path: string,
  tooLong: ProblemCode = 'text_too_long',
  actual = lengthOf(rule, text),
): Problem[] {
  const problems: Problem[] = [];
  const { max, maxBytes, unit } = rule;
  if (actual > max) {
    const code = unit === 'byte' ? 'text_too_many_bytes' : tooLong;
    problems.push({ code, path, severity: 'error', limit: max, actual });
  } else if (maxBytes !== undefined && bytesOf(text) > maxBytes) {
    problems.push({
      code: 'text_too_many_bytes',
      path,
      severity: 'error',
      limit: maxBytes,
      actual: bytesOf(text),
    });
  }
  if (rule.refuses?.test(text)) problems.push({ code: 'text_characters_refused', path, severity: 'error' });
  return problems;
}
