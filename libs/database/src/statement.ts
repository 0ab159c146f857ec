import type { PoolClient } from 'pg';
import type { Tx } from './database.js';

/**
 * A statement that is read so often that planning it each time is what it costs: each connection plans it once, by
 * its name, and keeps the plan.
 */
export interface Statement {
  /** At most 63 bytes; one text a name. */
  name: string;
  text: string;
}

/** Runs a kept statement on the transaction's own connection, as the organisation that is in force there. */
export async function run<T extends object>(tx: Tx, statement: Statement, values: unknown[]): Promise<T[]> {
  if (!tx.queryRunner) throw new Error(`${statement.name} runs inside Database.read, tenant or system`);
  const connection = (await tx.queryRunner.connect()) as PoolClient;
  return (await connection.query<T>({ ...statement, values })).rows;
}
