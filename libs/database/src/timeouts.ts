import type { ClientConfig, PoolConfig } from 'pg';
import type { Tx } from './database.js';
import { PreparedStatementClient } from './prepared-statement-client.js';
import { TimeoutClient } from './timeout-client.js';

/** Time for the server's own timeout error to arrive before the server counts as unavailable, ms. */
const ANSWER_MARGIN_MS = 1000;
/**
 * An idle transaction has lost its process after this, ms: else its locks would stay until TCP gives up. Longer than
 * transactions that wait for media storage.
 */
const ABANDONED_MS = 60_000;
/** Time limit for statements over all rows (doubts after a restore, retention), ms. */
const LONG_MS = 300_000;
/** Time limit for migrations, which also wait for each other, ms. */
export const MIGRATION_MS = 3_600_000;

/**
 * Pool settings with which nothing waits without end: neither for a connection, nor for a slow answer (PostgreSQL
 * cancels the statement), nor for one that never comes (the connection is cut).
 * @param limitMs time limit of a statement, and of getting a connection, ms
 */
export function poolTimeouts(limitMs: number): PoolConfig {
  const peers = new Set<TimeoutClient>();
  return {
    Client: class extends PreparedStatementClient {
      constructor(config?: ClientConfig) {
        super(config, limitMs + ANSWER_MARGIN_MS, peers);
      }
    },
    connectionTimeoutMillis: limitMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** Session settings, for `options` beside the role. */
export const sessionLimits = (limitMs: number): string =>
  `-c statement_timeout=${limitMs} -c idle_in_transaction_session_timeout=${ABANDONED_MS}`;

/**
 * Gives the statements of some work over all rows a limit of minutes each; the rest of the transaction keeps the
 * usual limit.
 */
export async function withLongTimeout<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const connection: unknown = await tx.queryRunner?.connect();
  await tx.query(`SET LOCAL statement_timeout = ${LONG_MS}`);
  if (!(connection instanceof TimeoutClient)) return work();
  const before = connection.setSilenceLimit(LONG_MS + ANSWER_MARGIN_MS);
  try {
    return await work();
  } finally {
    connection.setSilenceLimit(before);
  }
}
