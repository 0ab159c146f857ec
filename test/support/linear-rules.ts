import { beginning, findMalformed, streamSafe } from '#rules/kernel';
import { addressesIn, hashtagsIn, holdsAddress, mentionsIn, textParts } from '#rules/platforms';
import { holdsWording, wordsOf } from '../../libs/brand/src/rules/wording.js';
import { expiryFrom } from '../../libs/platforms/src/kit/expiry.js';
import { fromNetwork, networkCode } from '../../libs/platforms/src/kit/from-network.js';
import { parseJson } from '../../libs/platforms/src/kit/json.js';
import { redact, withoutSecrets } from '../../libs/platforms/src/kit/redact.js';
import { instantMs, normalised } from '../../libs/platforms/src/kit/text.js';
import { fromLittleText, toLittleText } from '../../libs/platforms/src/linkedin/little-text.js';
import { networkAddress, postIdOf } from '../../libs/platforms/src/rules/remote-post.js';

/** Every rule that reads a text of people or of a network. */
const RULES: Record<string, (text: string) => unknown> = {
  fromLittleText,
  toLittleText,
  normalised,
  instantMs,
  redact,
  fromNetwork,
  networkCode,
  parseJson,
  wordsOf,
  streamSafe,
  addressesIn,
  hashtagsIn,
  mentionsIn,
  textParts,
  findMalformed,
  withoutSecrets: (text) => withoutSecrets(text, ['token-of-the-channel', 'aaaaaaaaaaaaaaaaaaab']),
  holdsAddress: (text) => holdsAddress(text, 'https://example.org/a'),
  holdsWording: (text) => holdsWording(text, `${text.slice(0, text.length / 2)} never`),
  beginning: (text) => beginning(text, 500),
  networkAddress: (text) => networkAddress('linkedin', `https://www.linkedin.com/${text}`),
  postIdOf: (text) => postIdOf('linkedin', `urn:li:share:${text}`),
  expiryFrom: (text) => expiryFrom({ status: 200, headers: { date: text }, text: '' }, 60),
};

/** What backtracking, looking ahead twice or sorting marks stumbles over. */
const PIECES = [
  '@[',
  '@[](',
  '{hashtag|\\#|',
  '\\',
  ' ',
  ' \n',
  'a',
  'a-',
  '.',
  '#',
  '@a.',
  'https://.',
  '\\"',
  '[',
  '1',
  '\ud800',
  'access_token ',
];
/** Runs of two kinds, one after the other: marks that must change places, an opening that nothing closes. */
const PAIRS = [
  ['\u0301', '\u0316'],
  ['@[', ']'],
  ['"', '1'],
  ['.', 'a'],
  [' ', 'x'],
] as const;

const filled = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));
const INPUTS: [string, (length: number) => string][] = [
  ...PIECES.map((piece): [string, (length: number) => string] => [
    JSON.stringify(piece),
    (length) => filled(piece, length),
  ]),
  ...PAIRS.map(([first, then]): [string, (length: number) => string] => [
    JSON.stringify([first, then]),
    (length) => filled(first, length / 2) + filled(then, length / 2),
  ]),
];

/** Milliseconds of this process, whatever else the machine does; the best of so many. */
function time(rule: (text: string) => unknown, text: string, tries: number): number {
  let best = Infinity;
  for (let run = 0; run < tries; run++) {
    const start = process.cpuUsage();
    rule(text);
    best = Math.min(best, process.cpuUsage(start).user / 1000);
  }
  return best;
}

/** No time below this one counts, ms (a square of a megabyte takes minutes); two doublings may cost no more than this factor, four being linear and sixteen square. */
const NOISE_MS = 1_500;
const MOST = 9;

/** Whether a rule stops being linear: by the sum of two doublings, measured again before it is believed. */
function bends(rule: (text: string) => unknown, input: (length: number) => string, largest: number): boolean {
  const [shorter, longer] = [input(largest / 4), input(largest)];
  const bent = (tries: number): boolean => {
    const before = time(rule, shorter, tries);
    // A square of it would take minutes: the longer text is not even tried.
    if (before > 3_000) return true;
    const after = time(rule, longer, tries);
    return after > NOISE_MS && after > before * MOST;
  };
  return bent(1) && bent(3);
}

/** Defines a test for each rule. @param largest length of the longest text, UTF-16 units */
export function itStaysLinear(largest: number): void {
  it.each(Object.entries(RULES))('stood still the worker that read it: %s', (_name, rule) => {
    expect(INPUTS.filter(([, input]) => bends(rule, input, largest)).map(([kind]) => kind)).toEqual([]);
  });
}
