/**
 * Builds statements from named parts into one constant text, so that connections keep its plan
 * (docs/decisions/0029-what-a-connection-knows.md).
 */

/** One statement of named parts. Each part sees those before it, and parts that write run in this order. */
export const withParts = (parts: Record<string, string>, answer: string): string => `
  WITH ${Object.entries(parts)
    .map(([name, part]) => `${name} AS (${part})`)
    .join(', ')}
  ${answer}`;

/** Column list of rows that come as JSON: names and types. */
export const columns = (types: Readonly<Record<string, string>>): string =>
  Object.entries(types)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ');

/** SQL for an interval in milliseconds. */
export const ms = (interval: string): string => `(extract(epoch FROM ${interval}) * 1000)`;

/** So many seconds from now, by the wall clock and not the statement's. */
export const inSeconds = (seconds: string): string => `clock_timestamp() + make_interval(secs => ${seconds})`;
