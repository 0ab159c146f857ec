/**
 * Why a value from outside cannot be stored: a lone surrogate or U+0000 in a text (PostgreSQL accepts neither), or
 * too deep.
 */
export interface MalformedValue {
  /** JSON path of the member. */
  path: string;
  code: 'text_malformed' | 'too_deep';
}

/** Deepest nesting of a request, well above what any needs. */
const DEEPEST = 32;

/** Whether a text can be stored and shown: no lone surrogate, and no U+0000. */
export const isWellFormed = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** Makes a text that PostgreSQL and JSON accept: without U+0000 and lone surrogates. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** The same for every text of a value, member names included. Recursive, so for values of limited depth. */
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
 * Finds what cannot be stored in a parsed value, member names included. Not recursive, because the sender chooses
 * the depth.
 * @returns the first finding, or null
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
 * The beginning of a text, never cut inside a surrogate pair.
 * @param most UTF-16 units at most
 */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const last = cut.charCodeAt(most - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}

/**
 * Splits runs of combining marks every thirty (Unicode, UAX 15, Stream-Safe Text Format), for comparison:
 * normalising a long run takes quadratic time.
 */
export const streamSafe = (text: string): string => text.replace(/\p{M}{30}/gu, '$&\u034f');
