import type { Capabilities } from './capabilities.js';
import { checkMedia } from './check-media.js';
import { isFor } from './check-options.js';
import { formRuleOf, inForm } from './form.js';
import type { ChannelContent } from './platform.js';

/**
 * Options that follow from the media while nobody chooses: an upright film of a minute is a reel, any other a video.
 * What is approved has them written, so that no later release decides otherwise.
 */
export function chosenForm(
  rules: Capabilities,
  post: Pick<ChannelContent, 'type' | 'media' | 'options'>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const rule of rules.options) {
    if (rule.kind !== 'enum' || !rule.from || post.options[rule.key] || !isFor(rules, rule, post)) continue;
    const takes = (value: string): boolean => {
      const formed = { ...post, options: { ...post.options, [rule.key]: value } };
      const inIt = inForm(rules, formRuleOf(rules, formed)?.form ?? null);
      const content = { ...formed, text: '', firstComment: null, link: null };
      return checkMedia(inIt, content).every(({ severity }) => severity !== 'error');
    };
    const value = rule.values.find(takes) ?? rule.values.at(-1);
    if (value) found[rule.key] = value;
  }
  return found;
}
