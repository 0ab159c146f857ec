import { readFileSync } from 'node:fs';
import type { ApiScope, Role } from '#lib/identity';

interface JsonSchema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  minItems?: number;
  minimum?: number;
  required?: string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  const?: unknown;
  default?: unknown;
}

interface Content {
  content: Record<string, { schema: JsonSchema }>;
}

interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  schema?: JsonSchema;
}

interface OpenApi {
  paths: Record<
    string,
    Record<
      string,
      {
        'x-lineup-role': Role | 'public';
        'x-lineup-scope'?: ApiScope | 'session';
        parameters?: Parameter[];
        requestBody?: Content;
      }
    >
  >;
  components: { schemas: Record<string, JsonSchema> };
}

export interface Operation {
  method: string;
  path: string;
  role: Role | 'public';
  /** What an API key needs; `session` when none will do. */
  scope: ApiScope | 'session';
  /** Names of the path's parameters. */
  pathParameters: string[];
  /** What must stand in the query, minimally valid. */
  query: string;
  /** A minimally valid body; absent for none, and for uploads. */
  body?: unknown;
  upload: boolean;
}

const document = JSON.parse(
  readFileSync(new URL('../../apps/api/openapi.json', import.meta.url), 'utf8'),
) as OpenApi;

/** Texts that some patterns ask for; a new pattern must be added here. */
const BY_PATTERN: [RegExp, string][] = [
  [/T\\d\{2\}:\\d\{2\}/, '2027-03-01T09:00'],
  [/0-9a-f\]\{64\}/, 'a'.repeat(64)],
  [/#\[/, '#aabbcc'],
  [/a-z0-9-\]\{2,40\}/, 'some-key'],
];
/** Texts whose meaning no schema can tell. */
const BY_NAME: Record<string, string> = { timeZone: 'Europe/Paris' };
const BY_FORMAT: Record<string, string> = {
  uuid: '01890000-0000-7000-8000-000000000000',
  email: 'someone@test.example',
  date: '2027-03-01',
  'date-time': '2027-03-01T09:00:00.000Z',
  uri: 'https://test.example/',
};

/** The smallest value that a schema accepts. */
export function minimal(schema: JsonSchema): unknown {
  if (schema.$ref) return minimal(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf)?.[0];
  if (choice) return minimal(choice);
  if (schema.type === 'object') {
    const members = schema.required ?? [];
    return Object.fromEntries(
      members.map((name) => [name, BY_NAME[name] ?? minimal(schema.properties?.[name] ?? {})]),
    );
  }
  if (schema.type === 'array') {
    return Array.from({ length: schema.minItems ?? 0 }, () => minimal(schema.items ?? {}));
  }
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.format && BY_FORMAT[schema.format]) return BY_FORMAT[schema.format];
  const known = BY_PATTERN.find(([pattern]) => pattern.test(schema.pattern ?? ''));
  return known?.[1] ?? 'x'.repeat(Math.max(schema.minLength ?? 1, 1));
}

/** Every route that the API documents, ready to be called. */
export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [], requestBody, ...operation }]) => {
    const json = requestBody?.content['application/json'];
    const query = parameters
      .filter((parameter) => parameter.in === 'query' && parameter.required)
      .map(({ name, schema }) => `${name}=${encodeURIComponent(String(minimal(schema ?? {})))}`);
    return {
      method: method.toUpperCase(),
      path,
      role: operation['x-lineup-role'],
      scope: operation['x-lineup-scope'] ?? (method === 'get' ? 'read' : 'session'),
      pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
      query: query.length > 0 ? `?${query.join('&')}` : '',
      ...(json ? { body: minimal(json.schema) } : {}),
      upload: requestBody !== undefined && !json,
    };
  }),
);

/** The address of an operation, with these values for its parameters. */
export const addressOf = ({ path, query }: Operation, values: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x') + query;
