/** A line for people on standard output. */
export const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** One step of something that takes a while. */
export const step = (line: string): void => say(`  ${line}…`);

/** What went wrong, on standard error; a stack only for what nobody foresaw. */
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
 * Shows how far a long piece of work is: one line that changes on a terminal, a line per quarter elsewhere.
 * @returns to be called with what is done so far, of how many
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
