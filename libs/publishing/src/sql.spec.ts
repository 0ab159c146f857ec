import { columns, withParts } from './sql.js';

const flat = (sql: string): string => sql.replace(/\s+/g, ' ').trim();

describe('a statement', () => {
  it('is put together from parts in their order, each with its name', () => {
    const parts = { due: 'SELECT 1 AS id', seen: 'SELECT id FROM due' };
    expect(flat(withParts(parts, 'SELECT id FROM seen'))).toBe(
      'WITH due AS (SELECT 1 AS id), seen AS (SELECT id FROM due) SELECT id FROM seen',
    );
  });

  it('reads the columns of JSON by the names that they come with', () => {
    expect(columns({ wakeInMs: 'float8', id: 'uuid' })).toBe('"wakeInMs" float8, "id" uuid');
  });
});
