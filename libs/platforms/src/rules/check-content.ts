import type { AccountLimits, Capabilities, TagRule } from './capabilities.js';
import { checkMedia } from './check-media.js';
import { checkLength } from './check-length.js';
import { checkOptions } from './check-options.js';
import { addressesIn, countIn, hashtagsIn, mentionsIn } from './count-text.js';
import type { ChannelContent } from './platform.js';
import { postTypeFits } from './post-type.js';
import type { Problem } from './problem.js';
import type { ProblemCode } from './problem-codes.js';
import { formRuleOf, inForm } from './form.js';
import { capabilitiesOf, type Platform } from './registry.js';
import { holdsAddress } from './same-address.js';

/** Characters that most readers see before "see more". */
const FOLD = 125;

/**
 * Everything a network would refuse or spoil in a content; empty when it can be sent. Pure, so that the composer's
 * counters and the check before publishing cannot disagree. A network may still refuse a content without errors, for
 * reasons only it knows (a privacy level withdrawn since, a quota used by another tool).
 * @param limits of the account's own server
 */
export function checkContent(
  platform: Platform,
  content: ChannelContent,
  limits?: AccountLimits | null,
): Problem[] {
  const usual = capabilitiesOf(platform, limits);
  const form = formRuleOf(usual, content);
  const rules = inForm(usual, form?.form ?? null);
  return [
    ...checkType(rules, content),
    ...(form?.textless ? checkTextless(rules, content) : checkText(rules, content)),
    ...checkLink(rules, content),
    ...checkOptions(rules, content),
  ];
}

function checkType(rules: Capabilities, content: ChannelContent): Problem[] {
  if (!rules.types.includes(content.type)) {
    // For a network of pictures, "add a picture" helps more than "no text posts here".
    const missing = content.media.length === 0;
    if (content.type === 'images' && rules.types.includes('image')) {
      return [{ code: 'story_of_one', path: 'media', severity: 'error' }];
    }
    return [
      {
        code: missing ? 'media_required' : 'post_type_unsupported',
        path: missing ? 'media' : 'type',
        severity: 'error',
      },
    ];
  }
  if (content.media.length > 0 && content.type !== 'images' && content.type !== 'text') {
    const fits =
      postTypeFits(content.type, content.media, content.link) &&
      (content.type !== 'link' || rules.link.thumbnail);
    if (!fits) return [{ code: 'post_type_mismatch', path: 'type', severity: 'error' }];
  }
  if (content.type === 'text' && content.media.length > 0) {
    return [{ code: 'post_type_mismatch', path: 'type', severity: 'error' }];
  }
  return checkMedia(rules, content);
}

function checkText(rules: Capabilities, content: ChannelContent): Problem[] {
  const { text } = content;
  const problems: Problem[] = [];
  if (content.type === 'text' && text.trim() === '') {
    problems.push({ code: 'text_required', path: 'text', severity: 'error' });
  }
  problems.push(...checkLength(rules.text, text, 'text', 'text_too_long', countIn(rules, content)));
  if (text.length > FOLD && !/[.!?…\n]/u.test(text.slice(0, FOLD))) {
    problems.push({
      code: 'first_line_long',
      path: 'text',
      severity: 'warning',
      limit: FOLD,
      actual: text.length,
    });
  }
  problems.push(...checkTags(rules.hashtags, hashtagsIn(text).length, 'hashtags_too_many'));
  problems.push(...checkTags(rules.mentions, mentionsIn(text).length, 'mentions_too_many'));
  if (rules.links) problems.push(...checkTags(rules.links, linksOf(content), 'links_too_many'));
  return [...problems, ...checkFirstComment(rules, content)];
}

/** The text, its baseline too, would be dropped without a word. */
const checkTextless = (rules: Capabilities, content: ChannelContent): Problem[] => [
  ...(content.text.trim() === ''
    ? []
    : [{ code: 'text_not_shown', path: 'text', severity: 'warning' } as const]),
  ...checkFirstComment(rules, content),
];

/** Different addresses of a post, in its text and as its card. */
const linksOf = ({ text, link }: ChannelContent): number =>
  new Set([...addressesIn(text), ...(link ? [link] : [])]).size;

function checkFirstComment(rules: Capabilities, { firstComment, options }: ChannelContent): Problem[] {
  if (firstComment === null || firstComment === '') return [];
  const path = 'firstComment';
  if (!rules.firstComment) return [{ code: 'first_comment_unsupported', path, severity: 'error' }];
  const problems = checkLength(rules.firstComment, firstComment, path, 'first_comment_too_long');
  const unless = rules.firstCommentUnless ?? [];
  return unless.some(({ key, value }) => options[key] === value)
    ? [...problems, { code: 'first_comment_unsupported', path, severity: 'warning' }]
    : problems;
}

function checkTags(rule: TagRule, actual: number, code: ProblemCode): Problem[] {
  if (rule.max !== null && actual > rule.max) {
    return [{ code, path: 'text', severity: 'error', limit: rule.max, actual }];
  }
  if (rule.warnAbove !== null && actual > rule.warnAbove) {
    return [{ code, path: 'text', severity: 'warning', limit: rule.warnAbove, actual }];
  }
  return [];
}

function checkLink(rules: Capabilities, content: ChannelContent): Problem[] {
  const problems: Problem[] = [];
  if (content.type === 'link' && rules.types.includes('link') && !content.link) {
    problems.push({ code: 'link_required', path: 'link', severity: 'error' });
  }
  const { max = Infinity } = rules.link;
  if (content.link && !isWebAddress(content.link)) {
    problems.push({ code: 'link_invalid', path: 'link', severity: 'error' });
  } else if (content.link && content.link.length > max) {
    const actual = content.link.length;
    problems.push({ code: 'link_too_long', path: 'link', severity: 'error', limit: max, actual });
  } else if (content.link && !showsLink(rules, content, content.link)) {
    problems.push({ code: 'link_unsupported', path: 'link', severity: 'warning' });
  }
  if (!rules.link.clickableInText && addressesIn(content.text).length > 0) {
    problems.push({ code: 'link_unsupported', path: 'text', severity: 'warning' });
  }
  return problems;
}

/** Whether readers can follow the link: as the post's card, by a click on its media, or in the text. */
const showsLink = (rules: Capabilities, { type, text, media }: ChannelContent, link: string): boolean =>
  type === 'article' ||
  (type === 'link' && rules.link.card) ||
  (rules.link.behindMedia === true && media.length > 0) ||
  (rules.link.clickableInText && holdsAddress(text, link));

function isWebAddress(link: string): boolean {
  if (!/^https?:\/\//iu.test(link) || /\s/u.test(link) || !URL.canParse(link)) return false;
  const { hostname, username } = new URL(link);
  return username === '' && hostname.includes('.') && !hostname.endsWith('.');
}
