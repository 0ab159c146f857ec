import type { Capabilities, OptionRule } from './capabilities.js';
import { type Formed, formRuleOf } from './form.js';
import type { ChannelContent } from './platform.js';
import { capabilitiesOf, type Platform } from './registry.js';
import type { Problem } from './problem.js';
import { checkLength } from './check-length.js';

/** Whether an option means something for a post of this type and form. */
export function isFor(rules: Capabilities, { types, notAs = [] }: OptionRule, post: Formed): boolean {
  const form = formRuleOf(rules, post)?.form;
  return (!types || types.includes(post.type)) && (form === undefined || !notAs.includes(form));
}

/** Problems of the options chosen for a network. */
export function checkOptions(rules: Capabilities, content: ChannelContent): Problem[] {
  const { options } = content;
  const known = new Set(rules.options.map((rule) => rule.key));
  const problems = [
    ...rules.options.flatMap((rule) =>
      isFor(rules, rule, content)
        ? checkOption(rule, options[rule.key])
        : checkUnused(rule, options[rule.key]),
    ),
    ...Object.keys(options)
      .filter((key) => !known.has(key))
      .map((key): Problem => ({ code: 'option_unknown', path: `options.${key}`, severity: 'warning' })),
  ];
  for (const { refused, beside } of rules.conflicts ?? []) {
    if (options[refused.key] !== refused.value || options[beside.key] !== beside.value) continue;
    problems.push({ code: 'option_invalid', path: `options.${refused.key}`, severity: 'error' });
  }
  return problems;
}

/** What was chosen for another type or form is ignored; what is so anyway needs no word. */
function checkUnused(rule: OptionRule, value: unknown): Problem[] {
  const usual = value === undefined || value === '' || ('default' in rule && value === rule.default);
  return usual ? [] : [{ code: 'option_unused', path: `options.${rule.key}`, severity: 'warning' }];
}

function checkOption(rule: OptionRule, value: unknown): Problem[] {
  const path = `options.${rule.key}`;
  const invalid: Problem[] = [{ code: 'option_invalid', path, severity: 'error' }];
  const isMissing = value === undefined || value === null || (typeof value === 'string' && !value.trim());
  if (isMissing) {
    return rule.kind !== 'boolean' && rule.required
      ? [{ code: 'option_required', path, severity: 'error' }]
      : [];
  }
  if (rule.kind === 'boolean') return typeof value === 'boolean' ? [] : invalid;
  if (typeof value !== 'string') return invalid;
  if (rule.kind === 'enum') return rule.values.includes(value) ? [] : invalid;
  if (rule.kind === 'listed') return LISTED_ID.test(value) ? [] : invalid;
  return checkLength(rule, value, path);
}

/** Id of an entry of a network's list. */
const LISTED_ID = /^[\w:.-]{1,200}$/u;

/** An option as it will be sent: the chosen value, else the network's default. */
export function booleanOption(platform: Platform, options: ChannelContent['options'], key: string): boolean {
  const value = options[key];
  if (typeof value === 'boolean') return value;
  const rule = capabilitiesOf(platform).options.find((candidate) => candidate.key === key);
  return rule?.kind === 'boolean' ? rule.default : false;
}

/** A text or enum option; null when nothing was chosen. */
export function stringOption(options: ChannelContent['options'], key: string): string | null {
  const value = options[key];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
