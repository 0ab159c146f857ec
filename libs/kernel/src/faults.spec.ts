import { Client } from 'pg';
import { isDatabaseAway, isDiskFull } from './faults.js';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe('a database that is away', () => {
  it('is told by a connection that nobody takes', async () => {
    const client = new Client({ connectionString: 'postgres://lineup@localhost:1/lineup' });
    const error: unknown = await client.connect().catch((reason: unknown) => reason);
    expect(isDatabaseAway(error)).toBe(true);
  });

  it.each(['08006', '57P01', '57P03', '53300', '25006', '40P01', 'ECONNRESET', '57014'])(
    'is told by %s',
    (code) => {
      expect(isDatabaseAway(coded(code))).toBe(true);
    },
  );

  it('is told by a line that was cut', () => {
    expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  it.each([
    ['a broken rule', coded('23514')],
    ['a missing column', coded('42703')],
    ['a fault of ours', new TypeError('x is not a function')],
    ['a text', 'Connection terminated'],
  ])('is not what %s says', (_what, error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});

describe('a full disk', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EFBIG', '53100'])('is told by %s', (code) =>
    expect(isDiskFull(coded(code))).toBe(true),
  );
  it.each([null, 'ENOSPC', coded('53200')])('is not what %s says', (error) =>
    expect(isDiskFull(error)).toBe(false),
  );
});
