/** A line for people on standard output. */
export const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** One step of longer work. */
export const step = (line: string): void => say(`  ${line}…`);

/** Prints an error to standard error, with a stack only when it was unexpected. */
export function failure(problem: unknown): void {
  const known = problem instanceof Error && ['ConfigError', 'CommandError'].includes(problem.name);
  const text =
    problem instanceof Error
      ? known
        ? problem.message
        : (problem.stack ?? problem.message)
      : String(problem);
  process.stderr.write(`${text}\n`);
}

/**
 * Shows the progress of longer work: one changing line on a terminal, else a line per quarter.
 * @returns to be called with units done, and their total
 */
export function progress(label: string): (done: number, total: number) => void {
  let quarter = 0;
  return (done, total) => {
    if (process.stdout.isTTY) {
      process.stdout.write(`\r  ${label}: ${done} of ${total}${done === total ? '\n' : ''}`);
      return;
    }
    const reached = Math.floor((4 * done) / total);
    if (reached === quarter) return;
    quarter = reached;
    say(`  ${label}: ${done} of ${total}`);
  };
}
