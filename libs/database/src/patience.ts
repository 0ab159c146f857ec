import type { ClientConfig, PoolConfig } from 'pg';
import type { Tx } from './database.js';
import { PlanKeepingClient } from './plan-keeping-client.js';
import { WatchfulClient } from './watchful-client.js';

/** For the server's own word to arrive before it is taken for away, ms. */
const WORD_MS = 1000;
/**
 * A transaction in which nothing was asked for so long lost its process, ms: its locks would stay as long as TCP hopes.
 * Some wait for a storage of media meanwhile.
 */
const ABANDONED_MS = 60_000;
/** Work on all rows may take so long: what a restored database doubts, what is over, ms. */
const LONG_MS = 300_000;
/** Migrations, which also wait for each other, ms. */
export const MIGRATION_MS = 3_600_000;

/**
 * What a pool is made with so that nothing waits without end: for a connection, for an answer that takes too long
 * (PostgreSQL then ends the statement), or for one that never comes (then the connection is cut).
 * @param limitMs for a statement, and for a connection, ms
 */
export function patience(limitMs: number): PoolConfig {
  const peers = new Set<WatchfulClient>();
  return {
    Client: class extends PlanKeepingClient {
      constructor(config?: ClientConfig) {
        super(config, limitMs + WORD_MS, peers);
      }
    },
    connectionTimeoutMillis: limitMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** Settings of a session, for `options` beside its role. */
export const sessionLimits = (limitMs: number): string =>
  `-c statement_timeout=${limitMs} -c idle_in_transaction_session_timeout=${ABANDONED_MS}`;

/** Lets the statements of some work on all rows take minutes each; what else the transaction asks, no longer than usual. */
export async function patiently<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const connection: unknown = await tx.queryRunner?.connect();
  await tx.query(`SET LOCAL statement_timeout = ${LONG_MS}`);
  if (!(connection instanceof WatchfulClient)) return work();
  const before = connection.wait(LONG_MS + WORD_MS);
  try {
    return await work();
  } finally {
    connection.wait(before);
  }
}
