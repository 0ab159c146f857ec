import { type JsonSchema, minimal, resolved } from './operations.js';

const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
};

/** Texts that have ended in a fault somewhere: what no database keeps, no clock shows, no calendar knows, no list expects. */
export const HOSTILE_TEXTS = [
  'a\u0000b',
  '\ud83d',
  '\udc00x',
  '',
  ' ',
  '\u202e\u2066\u200b\ufeff',
  `${'é'.repeat(3_000)}😀`,
  'x'.repeat(120_000),
  "'; DROP TABLE post; --",
  '%00%ff',
  '../../../etc/passwd',
  '0000-01-01',
  '0001-01-01T00:00',
  '0000-12-31T23:59:59.999Z',
  '2031-02-30',
  '2031-01-01T24:00',
  '9999-12-31T23:59',
  '294277-01-01T00:00:00.000Z',
  'Europe/Nowhere',
  '00000000-0000-0000-0000-000000000000',
  'javascript:alert(1)',
  'http://[::ffff:169.254.169.254]/',
  '__proto__',
  'NaN',
  '-1',
  '1e309',
  '[object Object]',
];

/** In place of any member: what is of another kind, or beyond it. */
const OTHERS: unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  9_007_199_254_740_993,
  2_147_483_648,
  [],
  {},
  [[]],
  Array.from({ length: 1_000 }, (_, at) => at),
  Array.from({ length: 300 }, () => '01890000-0000-7000-8000-000000000000'),
  nested(40),
];

interface Place {
  path: string[];
  /** Any text may stand there: what it holds is decided behind the edge. */
  free: boolean;
  /** A moment or a day. */
  stamp: boolean;
}

const schemaIsFree = (schema: JsonSchema): boolean => {
  const { enum: names, format } = resolved(schema);
  return !names && format !== 'uuid';
};

/** Texts for places where the schema lets few of them through: one of each kind. */
const FEW = ['a\u0000b', '\ud83d', '', 'x'.repeat(120_000), '0000-01-01', '__proto__'];
/** The same of what is no text. */
const FEW_OTHERS: unknown[] = [null, -1, 9_007_199_254_740_993, [], {}, nested(40)];

/** `all` that is known, or what is `telling`: one of each kind in each place. */
export type HostileBodies = 'all' | 'telling';

/** Every place of a value that a schema names, as paths; members of records too, by a name of their own. */
export function placesOf(schema: JsonSchema, path: string[] = []): Place[] {
  const { type, format, properties, items, anyOf, oneOf, additionalProperties } = resolved(schema);
  const below = [
    ...Object.entries(properties ?? {}).flatMap(([name, member]) => placesOf(member, [...path, name])),
    ...(items ? placesOf(items, [...path, '0']) : []),
    ...(typeof additionalProperties === 'object'
      ? placesOf(additionalProperties, [...path, '01890000-0000-7000-8000-000000000000'])
      : []),
    ...[...(anyOf ?? []), ...(oneOf ?? [])].flatMap((choice) => placesOf(choice, path)),
  ];
  const free = type === 'string' && schemaIsFree(schema);
  return path.length > 0 ? [{ path, free, stamp: format?.startsWith('date') ?? false }, ...below] : below;
}

function placed(body: unknown, [name = '', ...rest]: string[], value: unknown): unknown {
  const inner = typeof body === 'object' && body !== null ? body : {};
  const next = rest.length === 0 ? value : placed((inner as Record<string, unknown>)[name], rest, value);
  if (name === '0') return [next];
  return { ...inner, [name]: next };
}

/**
 * Bodies that are right but for one member, for every member and hostile value; then what is no body at all.
 * @yields a name for the case, and the text to send
 */
export function* hostileBodies(schema: JsonSchema, bodies: HostileBodies): Generator<[string, string]> {
  const right = minimal(schema);
  const places = new Map(placesOf(schema).map((place) => [place.path.join('.'), place]));
  for (const [name, { path, free, stamp }] of places) {
    const texts = bodies === 'all' && (free || stamp) ? HOSTILE_TEXTS : FEW;
    for (const value of [...texts, ...(bodies === 'all' ? OTHERS : FEW_OTHERS)]) {
      // Written as escapes, as a client would: the bytes on the wire are always UTF-8.
      yield [`${name} = ${JSON.stringify(value).slice(0, 40)}`, JSON.stringify(placed(right, path, value))];
    }
  }
  yield ['deep arrays', `${'['.repeat(300_000)}${']'.repeat(300_000)}`];
  yield ['deep objects', `${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}`];
  yield ['a prototype', '{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}'];
  for (const text of [
    '',
    'null',
    '"x"',
    '7',
    '[]',
    '{',
    '{"a":1}{"b":2}',
    '\ufeff{}',
    'undefined',
    '{"a":NaN}',
  ]) {
    yield [`the body ${text}`, text];
  }
}
