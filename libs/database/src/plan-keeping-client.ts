import type { ClientConfig } from 'pg';
import { WatchfulClient } from './watchful-client.js';

/** Uses of one text on one connection from which on the server keeps its plan: what is said once is not worth keeping. */
const KEPT_FROM = 3;
/** Plans that a connection keeps at most: each costs the server some tens of kilobytes. */
const MOST_KEPT = 150;
/** PostgreSQL's "cached plan must not change result type". */
const RESULT_CHANGED = '0A000';
/** Texts that are counted at most: lists of another length are other texts. */
const MOST_COUNTED = 1_000;

/**
 * A connection that has the server plan a repeated statement once instead of each time: from its third use on, a text with
 * values is sent under a name (a prepared statement). The server itself goes on planning anew where the values matter to
 * the plan (PostgreSQL, PREPARE, "Notes"). Planning was a third of what a post cost the database. Statements name the
 * columns that they return, so that a migration changes no result.
 */
export class PlanKeepingClient extends WatchfulClient {
  readonly #uses = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #given = 0;

  /**
   * @param silenceMs longest silence of a server that owes an answer, ms
   * @param peers other sessions of the same server
   */
  constructor(config: ClientConfig | undefined, silenceMs: number, peers?: Set<WatchfulClient>) {
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

  /** @returns the name under which the server keeps the plan; null while it need not */
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

  /** What a migration changed under a kept plan is planned anew from the next use on. @throws the refusal */
  #refused(text: unknown, error: unknown): never {
    if ((error as { code?: string }).code === RESULT_CHANGED) this.#names.delete(String(text));
    throw error;
  }
}
