import type { Queryable } from './database.js';

/** A quoted text or name, which is left as it is, or the name of a value. `::text` is a cast, and `'HH24:MI'` a text. */
const NAMED = /'(?:[^']|'')*'|"[^"]*"|(?<![:\w]):([a-z]\w*)/g;

/** The values of a statement; a statement without any is run without. */
type Given<Values> = keyof Values extends never ? [] : [values: Values];

/**
 * One hand-written statement with named values (`:channelId`), as TypeORM writes them in its query builder. Its text
 * is made once, when the file is loaded, so that connections keep its plan.
 */
export class Statement<Values extends object, Row> {
  /** The text that is sent: each name is a numbered parameter, the same name the same number. */
  readonly text: string;
  readonly #names: readonly string[];

  constructor(sql: string) {
    const names: string[] = [];
    this.text = sql.replace(NAMED, (found: string, name: string | undefined) => {
      if (name === undefined) return found;
      if (!names.includes(name)) names.push(name);
      return `$${names.indexOf(name) + 1}`;
    });
    this.#names = names;
  }

  /**
   * The values in the order of their numbers.
   * @throws Error when the statement names a value that is not given; null is a value, undefined is none
   */
  valuesOf(given: Values): unknown[] {
    const values = new Map<string, unknown>(Object.entries(given));
    return this.#names.map((name) => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`The statement has no value for :${name}`);
      return value;
    });
  }

  /** Runs the statement. @returns its rows, also those of a bare UPDATE or DELETE with RETURNING */
  async rows(on: Queryable, ...[values]: Given<Values>): Promise<Row[]> {
    const answer = await on.query(this.text, values ? this.valuesOf(values) : []);
    // TypeORM answers a bare UPDATE or DELETE with a pair of rows and count, and everything else with the rows.
    const [rows, count] = answer as [unknown, unknown];
    return (typeof count === 'number' ? rows : answer) as Row[];
  }

  /** Runs a statement that finds one row at most. */
  async row(on: Queryable, ...values: Given<Values>): Promise<Row | undefined> {
    return (await this.rows(on, ...values))[0];
  }
}

/** A statement without values: `statement<None, Row>`. */
export type None = Record<never, never>;

/**
 * Makes a statement.
 * @typeParam Values the named values, with their units in their names
 * @typeParam Row what a row of its answer has; the statement's columns must say the same
 * @param sql text with `:name` where a value stands
 */
export const statement = <Values extends object = None, Row = unknown>(sql: string): Statement<Values, Row> =>
  new Statement(sql);
