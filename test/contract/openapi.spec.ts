import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { loadConfig } from '#lib/kernel';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { addAnswers } from '../../apps/api/src/openapi/answers.js';
import { openApiDocument } from '../../apps/api/src/openapi/document.js';
import { operationsOf } from '../../apps/api/src/openapi/operations.js';
import { changePost, createPost, duplicatePost } from '#lib/posts';
import { startApi } from '../support/api.js';

const committed = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const advice = 'The API changed: run npm run build && npm run openapi, and commit what it writes';

async function generate() {
  const config = loadConfig(
    {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      LINEUP_HOME: '/nonexistent',
      LINEUP_SECRET: 'only-to-read-the-routes-of-the-api',
    },
    [],
  );
  // Preview: routes without services, so no database is needed.
  const app = await NestFactory.create(ApiModule.forRoot(config), { preview: true, logger: ['error'] });
  return openApiDocument(app);
}

describe('the OpenAPI document', () => {
  it('that is committed is the one the code makes, and the client is its', async () => {
    const document = await generate();
    const [openapi, client] = [
      await committed('apps/api/openapi.json'),
      await committed('apps/web/src/shared/api/schema.d.ts'),
    ];
    expect({ advice, document: JSON.parse(openapi) }).toEqual({
      advice,
      document: JSON.parse(JSON.stringify(document)),
    });
    const types = astToString(await openapiTS(JSON.parse(openapi)));
    expect(client.endsWith(types)).toBe(true);
  });

  it('names a role for every route, and an answer', async () => {
    const { paths } = await generate();
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods as Record<string, Record<string, unknown>>)) {
        expect([method, path, operation['x-lineup-role']]).toEqual([
          method,
          path,
          expect.stringMatching(/^(admin|manager|editor|viewer|public)$/),
        ]);
        expect(Object.keys(operation.responses as object)).not.toEqual([]);
      }
    }
  });

  it('says of every operation what it does, what it refuses, and what its bodies look like', async () => {
    const document = await generate();
    for (const { path, method, operation } of operationsOf(document)) {
      const at = `${method} ${path}`;
      expect([at, operation.summary]).toEqual([at, expect.stringMatching(/^[A-Z].{10,}[^.]$/)]);
      expect([at, Object.keys(operation.responses)]).toEqual([at, expect.arrayContaining(['429', '503'])]);
      const bodies = [operation.requestBody, ...Object.values(operation.responses)] as {
        content?: Record<string, { example?: unknown }>;
      }[];
      for (const json of bodies.flatMap((body) => body?.content?.['application/json'] ?? [])) {
        expect([at, json.example]).toEqual([at, expect.anything()]);
      }
    }
  });

  it('says of every answer what it is, and describes none with nothing', async () => {
    const document = await generate();
    for (const { path, method, operation } of operationsOf(document)) {
      for (const [status, response] of Object.entries(operation.responses)) {
        expect([method, path, status, response]).toEqual([
          method,
          path,
          status,
          expect.objectContaining({ description: expect.stringMatching(/^[A-Z].{8,}\.$/) }),
        ]);
      }
    }
  });

  it('does not come about while an answer is without words', () => {
    const responses = { 200: { description: '', content: { 'application/json': { schema: {} } } } };
    const document = {
      openapi: '3.1.0',
      info: { title: '', version: '' },
      paths: { '/a': { get: { responses } } },
    };
    expect(() => addAnswers(document)).toThrow('get /a does not say what it answers with 200');
  });

  it('gives examples that are taken', async () => {
    const document = await generate();
    const bodyOf = (id: string) => {
      const found = operationsOf(document).find(({ operation }) => operation.operationId === id);
      const { content } = found?.operation.requestBody as { content: Record<string, { example: unknown }> };
      return content['application/json']?.example;
    };
    expect(createPost.safeParse(bodyOf('Posts_create')).error).toBeUndefined();
    expect(changePost.safeParse(bodyOf('Posts_change')).error).toBeUndefined();
    expect(duplicatePost.safeParse(bodyOf('Posts_duplicate')).error).toBeUndefined();
  });

  it('is read on a page that asks no other host for anything', async () => {
    const api = await startApi();
    try {
      const { status, body } = await api.anyone.get<string>('/api/docs');
      expect([status, body.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g)]).toEqual([200, null]);
    } finally {
      await api.close();
    }
  });
});
