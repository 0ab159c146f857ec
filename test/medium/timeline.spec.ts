import { Client } from 'pg';
import { backUp, type OwnPostgres, startPostgres } from '../support/servers.js';

describe('a promoted replica', () => {
  const servers: OwnPostgres[] = [];
  afterAll(async () => {
    for (const server of servers) await server.stop();
  });

  /** Where workers would believe to be; the second part is the timeline. */
  const clusterOf = async (client: Client): Promise<string[]> => {
    const { rows } = await client.query<{ cluster: string }>('SELECT lineup_cluster() AS cluster');
    return (rows[0]?.cluster ?? '').split(':');
  };
  const open = async ({ url }: OwnPostgres): Promise<Client> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    return client;
  };

  it('is another database from its promotion on', async () => {
    const primary = await startPostgres();
    servers.push(primary);
    const backup = await backUp(primary);
    const replica = await backup.restore('replica');
    servers.push(replica);
    const [there, here] = [await open(primary), await open(replica)];
    try {
      const { rows } = await here.query<{ waits: boolean }>('SELECT pg_is_in_recovery() AS waits');
      expect(rows[0]?.waits).toBe(true);
      await here.query('SELECT pg_promote()');
      const [before, after] = [await clusterOf(there), await clusterOf(here)];
      expect([before[0], before[1], before[2]]).toEqual([after[0], '1', after[2]]);
      expect(after[1]).toBe('2');
    } finally {
      await there.end();
      await here.end();
    }
  }, 60_000);
});
