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
