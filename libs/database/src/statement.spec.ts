import { statement } from './statement.js';

/** A database that answers the same to everything, and keeps what it was asked. */
const answering = (answer: unknown) => {
  const asked: unknown[][] = [];
  return {
    asked,
    query: (sql: string, values: unknown[]): Promise<unknown> => {
      asked.push([sql, values]);
      return Promise.resolve(answer);
    },
  };
};

describe('a statement with named values', () => {
  it('numbers each name once, in the order in which they come', async () => {
    const find = statement<{ since: string; organisationId: string }, { id: string }>(
      'SELECT id FROM post WHERE organisation_id = :organisationId AND a > :since AND b > :since',
    );
    const on = answering([{ id: 'p1' }]);
    expect(await find.rows(on, { since: 's', organisationId: 'o' })).toEqual([{ id: 'p1' }]);
    expect(on.asked).toEqual([
      ['SELECT id FROM post WHERE organisation_id = $1 AND a > $2 AND b > $2', ['o', 's']],
    ]);
  });

  it('takes casts, texts, quoted names and slices for what they are', () => {
    const sql = `SELECT to_char(a, 'HH24:MI:ss''x :no'), "od:d", path[1:n], :days::int, x::text FROM t`;
    expect(statement<{ days: number }>(sql).text).toBe(sql.replace(':days', '$1'));
  });

  it('is run without values when it names none', async () => {
    const on = answering([]);
    expect(await statement('SELECT 1').row(on)).toBeUndefined();
    expect(on.asked).toEqual([['SELECT 1', []]]);
  });

  it('gives null as a value and refuses a value that is missing', () => {
    const find = statement<{ a: string | null; b?: string }>('SELECT :a, :b');
    expect(find.valuesOf({ a: null, b: '' })).toEqual([null, '']);
    expect(() => find.valuesOf({ a: null })).toThrow('The statement has no value for :b');
  });

  it('gives the rows of a bare UPDATE, which TypeORM answers as a pair', async () => {
    const touch = statement<{ id: string }, { id: string }>('UPDATE t SET a = 1 WHERE id = :id RETURNING id');
    expect(await touch.rows(answering([[{ id: 'x' }], 1]), { id: 'x' })).toEqual([{ id: 'x' }]);
    expect(await touch.rows(answering([[], 0]), { id: 'x' })).toEqual([]);
  });
});
