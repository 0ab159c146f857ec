import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

/** The part of a JSON schema that is read here. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  minimum?: number;
}

/** Example of each format. */
const FORMATS: Record<string, string> = {
  uuid: '0199f1c0-7b1e-7c3d-9a52-3f0e6a1b2c4d',
  'date-time': '2026-12-05T17:00:00.000Z',
  date: '2026-12-05',
  email: 'camille@up.example',
  uri: 'https://www.up.example/rencontres',
};

/** Examples of members with the same name everywhere. */
const NAMES: Record<string, unknown> = {
  title: 'Up café de Guéret',
  label: 'Up café de Guéret',
  text: 'Samedi, on parle solutions autour d’un café. Entrée libre.',
  name: 'Up café',
  localTime: '2026-12-05T18:00',
  timeZone: 'Europe/Paris',
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  revisionHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  note: 'Bon pour moi.',
  link: 'https://www.up.example/rencontres',
  nextCursor: null,
  tags: ['rencontre'],
};

/** Deeper than any answer: ends recursive schemas. */
const DEEPEST = 8;

/** Makes examples from the schemas, so that they are valid. */
class Examples {
  constructor(private readonly schemas: Record<string, Schema>) {}

  of(schema: Schema, name = '', depth = 0): unknown {
    if (depth > DEEPEST) return null;
    if (schema.$ref) return this.of(this.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name, depth + 1);
    if (schema.example !== undefined) return schema.example;
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum[0];
    const either = schema.anyOf ?? schema.oneOf;
    if (either) return this.of(either.find(({ type }) => type !== 'null') ?? {}, name, depth + 1);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => this.of(one, name, depth + 1)));
    return this.#ofType(schema, name, depth);
  }

  #ofType(schema: Schema, name: string, depth: number): unknown {
    const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
    if (type === 'object' || schema.properties) return this.#ofObject(schema, name, depth);
    if (name in NAMES) return NAMES[name];
    if (type === 'array') return [this.of(schema.items ?? {}, name, depth + 1)];
    if (type === 'integer' || type === 'number') return schema.default ?? schema.minimum ?? 1;
    if (type === 'boolean') return schema.default ?? false;
    if (type === 'string') return FORMATS[schema.format ?? ''] ?? schema.default ?? name;
    return null;
  }

  #ofObject(schema: Schema, name: string, depth: number): Record<string, unknown> {
    const members = Object.entries(schema.properties ?? {});
    const named = Object.fromEntries(
      members.map(([member, one]) => [member, this.of(one, member, depth + 1)]),
    );
    const more = schema.additionalProperties;
    if (members.length > 0 || typeof more !== 'object') return named;
    // Keys of variants are channel ids; those of other records are words.
    const key = name === 'variants' ? FORMATS.uuid : 'key';
    return { [String(key)]: this.of(more, '', depth + 1) };
  }
}

type Content = Record<string, { schema?: Schema; example?: unknown }>;

/** Adds an example to every JSON body of requests and answers. */
export function addExamples(document: OpenAPIObject): OpenAPIObject {
  const examples = new Examples((document.components?.schemas ?? {}) as Record<string, Schema>);
  for (const { operation } of operationsOf(document)) {
    const bodies = [operation.requestBody, ...Object.values(operation.responses)] as { content?: Content }[];
    for (const body of bodies) {
      const json = body?.content?.['application/json'];
      if (json?.schema) json.example = examples.of(json.schema);
    }
  }
  return document;
}
