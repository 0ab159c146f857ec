import type { Capabilities, OptionRule } from './capabilities.js';
import type { ChannelContent } from './platform.js';
import { capabilitiesOf, type Platform } from './registry.js';
import type { Problem } from './problem.js';
import { checkLength } from './check-length.js';

/** Problems of the options chosen for a network. */
export function checkOptions(rules: Capabilities, options: ChannelContent['options']): Problem[] {
  const known = new Set(rules.options.map((rule) => rule.key));
  const problems = [
    ...rules.options.flatMap((rule) => checkOption(rule, options[rule.key])),
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
