import type { ReactNode } from 'react';
import { useTitle } from './use-title';
import { LanguageSwitch } from './language-switch';
import classes from './auth-frame.module.css';

/** Frame of the pages outside the application: a name, a title, a form. */
export function AuthFrame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  useTitle(title);
  return (
    <main className={classes.screen}>
      <div className={classes.card}>
        <p className={classes.name}>Lineup</p>
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
        <LanguageSwitch />
      </div>
    </main>
  );
}
