import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { Composed, ShownProblem } from './composition';
import classes from './composer.module.css';

/** Problems beside their field; each sentence once, with its channels. */
export function ProblemList({
  of,
  path,
}: {
  of: readonly Composed[];
  path: (problem: ShownProblem) => boolean;
}) {
  const bySentence = new Map<string, ShownProblem>();
  for (const { problems } of of) {
    for (const problem of problems) {
      if (path(problem)) bySentence.set(problem.message, problem);
    }
  }
  if (bySentence.size === 0) return null;
  const sorted = [...bySentence.values()].sort((a, b) => a.severity.localeCompare(b.severity));
  return (
    <ul className={classes.problems}>
      {sorted.map((problem) => (
        <li key={problem.message} data-severity={problem.severity}>
          {problem.severity === 'error' ? (
            <IconAlertTriangle size={15} aria-hidden />
          ) : (
            <IconInfoCircle size={15} aria-hidden />
          )}
          {problem.message}
        </li>
      ))}
    </ul>
  );
}
