import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PostProblem } from '../../shared/api/types';
import classes from './post-view.module.css';

interface LatenessProps {
  /** What the button it stands beside is described by. */
  id: string;
  lateness: PostProblem;
  /** The way out. */
  children?: ReactNode;
}

/** Says before anything is pressed what will be refused because it is past due, or what goes out at once. */
export function LatenessNote({ id, lateness, children }: LatenessProps) {
  const Sign = lateness.severity === 'error' ? IconAlertTriangle : IconInfoCircle;
  return (
    <p className={classes.late} data-severity={lateness.severity}>
      <Sign size={16} aria-hidden />
      <span id={id}>{lateness.message}</span>
      {children}
    </p>
  );
}
