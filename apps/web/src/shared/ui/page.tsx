import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page.module.css';
import { useTitle } from './use-title';

interface PageProps {
  title: string;
  lead?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen with a heading: every screen but the calendar. */
export function Page({ title, lead, actions, children }: PageProps) {
  useTitle(title);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div>
          <h1 className={classes.title} tabIndex={-1}>
            {title}
          </h1>
          {lead && <Text c="dimmed">{lead}</Text>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
