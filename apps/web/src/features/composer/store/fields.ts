import type { Variant } from '../../../shared/api/types';
import { toBody, type Draft } from '../draft';

/** A member of a draft or of a channel's differences: `text`, `variants.<channel>.firstComment`. */
export type Path = string;

/** Canonical JSON: the same content gives the same string, in whatever order the members come. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

export const same = (a: unknown, b: unknown): boolean => stable(a ?? null) === stable(b ?? null);

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/**
 * Every member of a draft by path, in the server's form: title, link and tags are trimmed, and an empty member is
 * absent.
 */
export function fieldsOf(draft: Draft): Map<Path, unknown> {
  const { variants, ...plain } = toBody(draft);
  const fields = new Map<Path, unknown>();
  for (const [path, value] of Object.entries({
    ...plain,
    title: plain.title.trim(),
    tags: trimmed(plain.tags),
  })) {
    if (!isNothing(value) && value !== '') fields.set(path, value);
  }
  for (const [channel, variant] of Object.entries(variants)) {
    for (const [member, value] of Object.entries(variant)) {
      // A channel's own text may be empty on purpose, and so may its own list of media.
      const kept =
        member === 'text' || member === 'mediaIds' ? value !== undefined : !isNothing(value) && value !== '';
      if (kept) fields.set(`variants.${channel}.${member}`, value);
    }
  }
  return fields;
}

const trimmed = (tags: readonly string[]): string[] => tags.map((tag) => tag.trim());

/** The paths whose values differ. */
export function differing(a: Draft, b: Draft): Path[] {
  const [left, right] = [fieldsOf(a), fieldsOf(b)];
  return [...new Set([...left.keys(), ...right.keys()])].filter(
    (path) => !same(left.get(path), right.get(path)),
  );
}

/** The draft with one member set to another draft's value. */
export function withField(draft: Draft, path: Path, from: Draft): Draft {
  const [member, channel, part] = path.split('.');
  if (member !== 'variants' || !channel || !part) return { ...draft, [path]: from[path as keyof Draft] };
  const value = from.variants[channel]?.[part as keyof Variant];
  const variant = { ...draft.variants[channel], [part]: value };
  if (value === undefined) delete variant[part as keyof Variant];
  return { ...draft, variants: { ...draft.variants, [channel]: variant } };
}

/** The request that changes the server's draft from one to the other; null when they are equal. */
export function changesBetween(before: Draft, now: Draft): Partial<ReturnType<typeof toBody>> | null {
  const members = new Set(differing(before, now).map((path) => path.split('.')[0]));
  const changed = Object.entries(toBody(now)).filter(([member]) => members.has(member));
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}
