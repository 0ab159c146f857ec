import type { Capabilities, FormRule } from './capabilities.js';
import type { ChannelContent, PostForm } from './platform.js';

/** What a post's form is read from. */
export type Formed = Pick<ChannelContent, 'type' | 'options'>;

/** The rule of the form that a post has by its options; null for the network's usual one. */
export function formRuleOf({ forms = [], options: known }: Capabilities, post: Formed): FormRule | null {
  const chosen = (key: string): unknown => {
    const rule = known.find((option) => option.key === key);
    return post.options[key] ?? (rule?.kind === 'enum' ? rule.default : undefined);
  };
  const fits = ({ when, types }: FormRule): boolean =>
    (!types || types.includes(post.type)) && chosen(when.key) === when.value;
  return forms.find(fits) ?? null;
}

/** A network's capabilities for posts of a form. */
export function inForm(rules: Capabilities, form: PostForm | null): Capabilities {
  const rule = rules.forms?.find((candidate) => candidate.form === form);
  return rule ? { ...rules, ...rule.rules } : rules;
}
