import { z } from 'zod';

/** Letters of other scripts that look like Latin ones: what a forged name is written with. After Unicode's UTS 39. */
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

/** What a name looks like at a glance: two names of one look are one name to whoever reads the history. */
export function lookOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const letters = plain.replace(/[^\p{L}\p{N}|]/gu, '');
  return [...letters].map((letter) => LOOKALIKES[letter] ?? letter).join('');
}

/** Control characters, invisible ones, those that turn the direction of what follows, lone surrogates, private use. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/**
 * A person's name as others read it: 1 to 120 characters, one space at a time, and nothing in it that is not seen or that
 * makes the rest read otherwise.
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
      .refine((text) => [...text].length <= 120, { params: { code: 'too_big' } })
      .refine((text) => !UNSEEN.test(text) && lookOf(text) !== '', { params: { code: 'name_unseen' } }),
  );
