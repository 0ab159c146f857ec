import type { OpenAPIObject } from '@nestjs/swagger';
import { type Operation, operationsOf } from './operations.js';

/** Meaning of each status, the same for every operation. */
const MEANINGS: Record<number, string> = {
  401: 'Nobody is signed in, or the key is not valid.',
  403: 'The role or the key does not suffice for this.',
  404: 'It does not exist, or not for whoever asks.',
  409: 'What is there does not allow it any more: the code says why.',
  412: 'Somebody changed it since it was read (`If-Match`); `version` is the present one.',
  413: 'It is larger than is taken.',
  415: 'It is of a kind that is not taken.',
  422: 'The input cannot be used: `errors` says where and why.',
  429: 'Too many requests: `Retry-After` says when to come back.',
  503: 'The database or the storage is away for a moment: `Retry-After` says when to come back.',
  507: 'There is no room left.',
};

/** The RFC 9457 document of every refusal. */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string', description: 'A sentence in the language of the request.' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; what programs go by.' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
  example: {
    type: 'https://lineup.example/problems/state_forbids',
    title: 'The post is published: this cannot be done any more.',
    status: 409,
    code: 'state_forbids',
    detail: 'The post is published: this cannot be done any more.',
    instance: '/api/v1/posts/0199f1c0-7b1e-7c3d-9a52-3f0e6a1b2c4d/cancel',
  },
};

const refusal = (status: number) => ({
  description: MEANINGS[status] ?? 'Refused.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** Statuses of an operation's refusals by its shape; those it declares come on top. */
function statusesOf(operation: Operation): number[] {
  const { parameters = [], requestBody } = operation;
  const names = parameters.flatMap((one) => ('in' in one ? [one.in] : []));
  return [
    ...(operation['x-lineup-role'] === 'public' ? [] : [401, 403]),
    ...(names.includes('path') ? [404] : []),
    ...(requestBody || names.includes('path') || names.includes('query') ? [422] : []),
    429,
    503,
    ...(operation['x-lineup-refusals'] ?? []),
  ];
}

/** Adds to every operation its refusals. */
export function addRefusals(document: OpenAPIObject): OpenAPIObject {
  for (const { operation } of operationsOf(document)) {
    const refusals = [...new Set(statusesOf(operation))].sort((a, b) => a - b);
    delete operation['x-lineup-refusals'];
    operation.responses = {
      ...operation.responses,
      ...Object.fromEntries(refusals.map((status) => [String(status), refusal(status)])),
    };
  }
  const components = document.components ?? {};
  const schemas = { ...components.schemas, Problem: PROBLEM };
  return { ...document, components: { ...components, schemas } } as OpenAPIObject;
}
