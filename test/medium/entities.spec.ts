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
  const known = new Set(entityMetadatas.map(({ target }) => target));
  const written = getMetadataArgsStorage().tables.map(({ target }) => target);
  expect(written.length).toBeGreaterThan(25);
  expect(written.filter((entity) => !known.has(entity))).toEqual([]);
});
