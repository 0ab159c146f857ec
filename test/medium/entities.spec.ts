import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import { type DataSource, getMetadataArgsStorage } from 'typeorm';
import { ROLES } from '#lib/database';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.close());

it.each(ROLES)('an entity that is written belongs to a module: %s knows every one of them', (role) => {
  const { entityMetadatas } = api.app.get<DataSource>(getDataSourceToken(role), { strict: false });
  // By name: the storage is that of the process, and may hold the classes of an earlier spec.
  const named = (target: unknown): string => (typeof target === 'function' ? target.name : String(target));
  const known = new Set(entityMetadatas.map(({ target }) => named(target)));
  const written = [...new Set(getMetadataArgsStorage().tables.map(({ target }) => named(target)))];
  expect(written.length).toBeGreaterThan(25);
  expect(written.filter((entity) => !known.has(entity))).toEqual([]);
});
