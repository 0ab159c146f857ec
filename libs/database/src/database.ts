import { isOutcomeUnknown, noteUnknownOutcome } from '#lib/kernel';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { type None, statement } from './statement.js';

const PUT_IN_FORCE = statement<{ organisationId: string }>(
  `SELECT set_config('lineup.organisation_id', :organisationId, false)`,
);

/** Names a transaction for as long as this database, and no copy of it, is asked; assigns it its id. */
const NAME = statement<None, { name: string }>(
  `SELECT lineup_cluster() || '/' || pg_current_xact_id() AS name`,
);

/** What is noted of the transactions of some work. */
export interface Noted {
  /** Name of the one that is in doubt, or of the last; null before the first. */
  transaction: string | null;
}
const noting = new AsyncLocalStorage<Noted>();

/** Notes the names of the transactions that the work opens, by which `idempotency_key.transaction` is settled. */
export const noteTransactions = <T>(noted: Noted, work: () => T): T => noting.run(noted, work);

/** Inside one transaction. Repository functions take it; only services open it. */
export type Tx = EntityManager;

/** Runs one statement: a transaction, or the database without one. */
export interface Queryable {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/**
 * All access to PostgreSQL, and the only place that sets the organisation in force. It uses two session roles,
 * neither superuser nor owner of a table:
 * - `lineup_app` sees, by row-level security, only rows of the organisation in force;
 * - `lineup_engine` (dispatch, sign-in, health) sees all rows.
 */
export class Database {
  /** The organisation in force on each pooled connection, so that it is not set again needlessly. */
  readonly #inForce = new WeakMap<object, string>();

  constructor(
    private readonly app: DataSource,
    private readonly engine: DataSource,
  ) {}

  /** Runs work as an organisation, in one transaction. */
  inOrganisation<T>(organisationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(this.app, organisationId, true, work);
  }

  /** Reads as an organisation, without a transaction: for one statement. */
  read<T>(organisationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(this.app, organisationId, false, work);
  }

  /** Runs work across organisations, in one transaction. For the engine and for authentication. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(this.engine, null, true, work);
  }

  /** One statement across organisations. */
  query<T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.engine.query(sql, parameters);
  }

  async #run<T>(
    source: DataSource,
    organisationId: string | null,
    transaction: boolean,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const runner = source.createQueryRunner();
    const noted = noting.getStore();
    let name: string | null = null;
    let committing = false;
    try {
      const connection = (await runner.connect()) as PoolClient;
      if (organisationId && this.#inForce.get(connection) !== organisationId) {
        await PUT_IN_FORCE.rows(runner, { organisationId });
        this.#inForce.set(connection, organisationId);
      }
      if (!transaction) return await work(runner.manager);
      await runner.startTransaction();
      if (noted) noted.transaction = name = (await NAME.row(runner))?.name ?? null;
      const result = await work(runner.manager);
      committing = true;
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // A lost connection ends the transaction anyway; the original error is thrown.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      if (committing) noteUnknownOutcome(error);
      if (noted && isOutcomeUnknown(error)) noted.transaction = name;
      throw error;
    } finally {
      await runner.release();
    }
  }
}
