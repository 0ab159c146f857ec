/** Why a value from outside cannot be kept: half a surrogate pair or U+0000 in a text (PostgreSQL keeps neither), or too deep. */
export interface MalformedValue {
  /** JSON path of the member. */
  path: string;
  code: 'text_malformed' | 'too_deep';
}

/** Levels of nesting of a request, well above what any of ours needs. */
const DEEPEST = 32;

/** Whether a text is Unicode that can be stored and shown: every surrogate has its half, and there is no U+0000. */
export const isWellFormed = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** The same text as PostgreSQL keeps it and JSON carries it: no U+0000, every surrogate with its half. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** The same for every text of a value, names of members included. Recurses: for values whose depth is bounded. */
export function allStorable<T>(value: T): T;
export function allStorable(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map((member: unknown) => allStorable(member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [storable(name), allStorable(member)]),
  );
}

/**
 * Looks through a parsed value, names of members included, and tells what cannot be kept. Never recurses: a value is as deep
 * as whoever sent it wanted.
 * @returns the first thing found, or null
 */
export function findMalformed(value: unknown): MalformedValue | null {
  const open: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 0 }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { value: found, path, depth } = at;
    if (typeof found === 'string') {
      if (!isWellFormed(found)) return { path, code: 'text_malformed' };
    } else if (typeof found === 'object' && found !== null) {
      if (depth >= DEEPEST) return { path, code: 'too_deep' };
      for (const [name, member] of Object.entries(found)) {
        if (!isWellFormed(name)) return { path, code: 'text_malformed' };
        open.push({ value: member, path: path ? `${path}.${name}` : name, depth: depth + 1 });
      }
    }
  }
  return null;
}

/**
 * The beginning of a text, never half a sign of it.
 * @param most UTF-16 units at the most
 */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const last = cut.charCodeAt(most - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}

/**
 * A text whose runs of combining marks are parted every thirty (Unicode, UAX 15, Stream-Safe Text Format), for comparison: without
 * it, normalising a long run takes the square of its length.
 */
export const streamSafe = (text: string): string => text.replace(/\p{M}{30}/gu, '$&\u034f');
