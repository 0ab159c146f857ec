/**
 * How statements are put together: from pieces with names, into one text that never changes while the process runs, so
 * that connections keep its plan (docs/decisions/0029-what-a-connection-knows.md).
 */

/** One statement of named parts, each of which sees those before it; parts that write do so in this order. */
export const withParts = (parts: Record<string, string>, answer: string): string => `
  WITH ${Object.entries(parts)
    .map(([name, part]) => `${name} AS (${part})`)
    .join(', ')}
  ${answer}`;

/** The columns of rows that come as JSON: their names as they come, and their types. */
export const columns = (types: Readonly<Record<string, string>>): string =>
  Object.entries(types)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ');

/** A span of time as milliseconds. */
export const ms = (interval: string): string => `(extract(epoch FROM ${interval}) * 1000)`;

/** So many seconds from now, by the clock of the wall and not of the statement. */
export const inSeconds = (seconds: string): string => `clock_timestamp() + make_interval(secs => ${seconds})`;
