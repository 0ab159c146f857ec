import type { Capabilities, OptionRule, TextOption } from './capabilities.js';
import { type Formed, formRuleOf } from './form.js';
import { millisecondsIn, peopleIn } from './held-option.js';
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
        ? checkOption(rule, options[rule.key], content)
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

function checkOption(rule: OptionRule, value: unknown, { media }: ChannelContent): Problem[] {
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
  return [
    ...checkLength(rule, value, path),
    ...checkHeld(rule, value, media).map((one) => ({ ...one, path })),
  ];
}

/** Problems of what an option holds. */
function checkHeld(
  { holds, most = Infinity }: TextOption,
  value: string,
  media: ChannelContent['media'],
): Omit<Problem, 'path'>[] {
  const severity = 'error';
  switch (holds) {
    case undefined:
      return [];
    case 'number':
      return /^\d+$/u.test(value.trim()) ? [] : [{ code: 'number_unreadable', severity }];
    case 'seconds': {
      const at = millisecondsIn(value);
      if (at === null) return [{ code: 'instant_unreadable', severity }];
      const [film] = media;
      if (!film?.durationMs || at < film.durationMs) return [];
      return [
        { code: 'instant_outside', severity, limit: Math.floor(film.durationMs / 1_000), actual: at / 1_000 },
      ];
    }
    default: {
      const people = peopleIn(value);
      const placed = people?.some(({ at }) => at !== null) && holds === 'people';
      if (!people || placed) return [{ code: 'people_unreadable', severity }];
      return people.length > most
        ? [{ code: 'people_too_many', severity, limit: most, actual: people.length }]
        : [];
    }
  }
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
