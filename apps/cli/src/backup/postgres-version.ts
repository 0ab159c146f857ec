import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** Major version of a running server. */
export async function majorOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>(
      `SELECT current_setting('server_version_num') AS version`,
    );
    return Math.floor(Number(rows[0]?.version) / 10_000);
  } finally {
    await client.end();
  }
}

/** Major version of the server that a data folder is of. */
export const majorOfFolder = (dataDir: string): number =>
  Number(readFileSync(join(dataDir, 'PG_VERSION'), 'utf8'));
