import { z } from 'zod';
import { LONGEST_PERSON_NAME } from '../rules/limits.js';

/** Letters of other scripts that look like Latin ones, as forged names use them. After Unicode's UTS 39. */
const LOOKALIKES: Record<string, string> = Object.fromEntries(
  [
    ['аαɑ', 'a'],
    ['вβ', 'b'],
    ['сϲ', 'c'],
    ['ԁ', 'd'],
    ['еєε', 'e'],
    ['ɡ', 'g'],
    ['нһ', 'h'],
    ['іιıl1|', 'i'],
    ['јϳ', 'j'],
    ['кκ', 'k'],
    ['мμ', 'm'],
    ['ոп', 'n'],
    ['оοσ0', 'o'],
    ['рρ', 'p'],
    ['ԛ', 'q'],
    ['гг', 'r'],
    ['ѕ', 's'],
    ['тτ', 't'],
    ['υս', 'u'],
    ['ѵν', 'v'],
    ['ԝω', 'w'],
    ['хχ', 'x'],
    ['уγү', 'y'],
  ].flatMap(([others = '', latin = '']) => [...others].map((other) => [other, latin])),
);

/** A name's visual key: two names with the same key look the same to readers of the history. */
export function lookOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const letters = plain.replace(/[^\p{L}\p{N}|]/gu, '');
  return [...letters].map((letter) => LOOKALIKES[letter] ?? letter).join('');
}

/** Control characters, invisible ones, those that change text direction, lone surrogates, private use. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/**
 * A person's name: 1 to {@link LONGEST_PERSON_NAME} characters, single spaces, nothing invisible, and nothing that changes how the rest is
 * displayed.
 */
export const displayName = z
  .string()
  .max(400)
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[\t\n\p{Zs}]+/gu, ' ')
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(1)
      .refine((text) => [...text].length <= LONGEST_PERSON_NAME, { params: { code: 'too_big' } })
      .refine((text) => !UNSEEN.test(text) && lookOf(text) !== '', { params: { code: 'name_unseen' } }),
  );
