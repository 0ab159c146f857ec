import type { ClientConfig } from 'pg';
import { TimeoutClient } from './timeout-client.js';

/** Uses of one text on one connection after which the server keeps its plan. */
const KEPT_FROM = 3;
/** Most plans that a connection keeps: each costs the server some tens of kilobytes. */
const MOST_KEPT = 150;
/** PostgreSQL's "cached plan must not change result type". */
const RESULT_CHANGED = '0A000';
/** Most texts whose uses are counted; a list of another length is another text. */
const MOST_COUNTED = 1_000;

/**
 * A connection on which the server plans a repeated statement once: from its third use on, a text with values is
 * sent as a named prepared statement. The server still plans again where the values matter to the plan (PostgreSQL,
 * PREPARE, "Notes"). Planning was a third of what a post cost the database. Statements name the columns they return,
 * so that a migration does not change their results.
 */
export class PreparedStatementClient extends TimeoutClient {
  readonly #uses = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #given = 0;

  /**
   * @param silenceMs longest time without an answer, ms
   * @param peers other sessions of the same server
   */
  constructor(config: ClientConfig | undefined, silenceMs: number, peers?: Set<TimeoutClient>) {
    super(config, silenceMs, peers);
    const send = this.query as (...args: unknown[]) => unknown;
    this.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
      const name = typeof text === 'string' && Array.isArray(values) ? this.#nameOf(text) : null;
      if (name === null) return send(text, values, ...rest);
      const answer = send({ name, text, values }, ...rest);
      return answer instanceof Promise
        ? answer.catch((error: unknown) => this.#refused(text, error))
        : answer;
    }) as typeof this.query;
  }

  /** @returns the name of the prepared statement; null before the third use */
  #nameOf(text: string): string | null {
    const kept = this.#names.get(text);
    if (kept) return kept;
    const uses = (this.#uses.get(text) ?? 0) + 1;
    if (uses < KEPT_FROM || this.#given >= MOST_KEPT) {
      if (this.#uses.size >= MOST_COUNTED) this.#uses.clear();
      this.#uses.set(text, uses);
      return null;
    }
    this.#uses.delete(text);
    const name = `kept_${this.#given++}`;
    this.#names.set(text, name);
    return name;
  }

  /** A plan that a migration made invalid is made again from the next use on. @throws the refusal */
  #refused(text: unknown, error: unknown): never {
    if ((error as { code?: string }).code === RESULT_CHANGED) this.#names.delete(String(text));
    throw error;
  }
}
