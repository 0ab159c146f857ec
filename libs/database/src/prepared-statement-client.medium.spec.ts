import { freshDatabase, type TestDatabase } from '../../../test/support/database.js';
import { PreparedStatementClient } from './prepared-statement-client.js';

describe('a connection that keeps plans', () => {
  let database: TestDatabase;
  let client: PreparedStatementClient;
  beforeEach(async () => {
    database = await freshDatabase();
    client = new PreparedStatementClient({ connectionString: database.url }, 10_000);
    await client.connect();
  });
  afterEach(async () => {
    await client?.end();
    await database?.drop();
  });

  const kept = async (): Promise<string[]> => {
    const { rows } = await client.query<{ statement: string }>(
      'SELECT statement FROM pg_prepared_statements',
    );
    return rows.map(({ statement }) => statement);
  };
  const double = (value: number) => client.query<{ twice: number }>('SELECT $1::int * 2 AS twice', [value]);

  it('planned the same statement anew for each of ninety uses a post', async () => {
    for (const value of [1, 2]) expect((await double(value)).rows).toEqual([{ twice: 2 * value }]);
    expect(await kept()).toEqual([]);
    for (const value of [3, 4, 5]) expect((await double(value)).rows).toEqual([{ twice: 2 * value }]);
    expect(await kept()).toEqual(['SELECT $1::int * 2 AS twice']);
  });

  it('keeps them through a transaction that is taken back, and through what is refused', async () => {
    await client.query('BEGIN');
    for (const value of [1, 2, 3]) await double(value);
    await expect(double(2_000_000_000)).rejects.toThrow('out of range');
    await client.query('ROLLBACK');
    expect((await double(4)).rows).toEqual([{ twice: 8 }]);
    expect(await kept()).toHaveLength(1);
  });

  it('never fills the server with texts that differ by their length alone', async () => {
    for (let length = 1; length <= 400; length++) {
      const holders = Array.from({ length }, (_, n) => `$${n + 1}::int`).join(', ');
      for (let use = 0; use < 3; use++) {
        await client.query(
          `SELECT 1 IN (${holders})`,
          Array.from({ length }, () => 1),
        );
      }
    }
    expect((await kept()).length).toBe(150);
  });

  it('is refused once, not for ever, when a migration changes what a kept statement returns', async () => {
    await client.query('CREATE TEMP TABLE changing (a int)');
    const all = () => client.query('SELECT * FROM changing WHERE $1::int IS NOT NULL', [1]);
    for (let use = 0; use < 4; use++) await all();
    await client.query('ALTER TABLE changing ADD COLUMN b int');
    await expect(all()).rejects.toMatchObject({ code: '0A000' });
    expect((await all()).fields.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
