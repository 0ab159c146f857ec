import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PostProblem } from '../../shared/api/types';
import classes from './post-view.module.css';

interface LatenessProps {
  /** Id for `aria-describedby` of the button beside it. */
  id: string;
  lateness: PostProblem;
  /** What the person can do about it. */
  children?: ReactNode;
}

/** Warns beforehand that an act will be refused because the post is past due, or will publish it at once. */
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
