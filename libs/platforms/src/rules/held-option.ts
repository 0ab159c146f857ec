import { keywordsIn } from './count-text.js';

/** What a written option holds, beside plain words. */
export type Held = 'people' | 'people_in_picture' | 'number' | 'seconds';

/** Somebody named by an option, with a place in the picture as shares of its width and height. */
export interface NamedPerson {
  username: string;
  at: { x: number; y: number } | null;
}

const PERSON = /^@?([\w.]{1,30})(?: (\d{1,3}) (\d{1,3}))?$/u;

/**
 * People of a list that commas separate, each with or without `@`, and in a picture with two percentages, from the left
 * and from the top: `up.cafe 20 80, groupesos`.
 * @returns null when a part cannot be read
 */
export function peopleIn(text: string): NamedPerson[] | null {
  const people = keywordsIn(text).map((part): NamedPerson | null => {
    const [, username, left, top] = PERSON.exec(part.replace(/\s+/gu, ' ')) ?? [];
    if (username === undefined) return null;
    if (left === undefined || top === undefined) return { username, at: null };
    const at = { x: Number(left) / 100, y: Number(top) / 100 };
    return at.x <= 1 && at.y <= 1 ? { username, at } : null;
  });
  return people.every((person) => person !== null) ? people : null;
}

/**
 * Milliseconds of an instant in a film, written in seconds: `3`, `3,5` or `3.5`.
 * @returns null when it cannot be read
 */
export function millisecondsIn(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,5}(?:[.,]\d{1,3})?$/u.test(trimmed)
    ? Math.round(Number(trimmed.replace(',', '.')) * 1_000)
    : null;
}
