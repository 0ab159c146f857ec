import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../api/use-error-text';
import classes from './notes.module.css';

/** What happened, what is safe, what to do next; shown beside its subject. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const sentence = useErrorText();
  if (!error) return null;
  return (
    <div className={classes.error} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <span className={classes.sentence}>{sentence(error)}</span>
      {onRetry && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

/** A note: plain, or amber when the reader must act. */
export function Note({ tone = 'plain', children }: { tone?: 'plain' | 'amber'; children: ReactNode }) {
  return (
    <div className={classes.note} data-tone={tone}>
      {children}
    </div>
  );
}

/** Empty state: one sentence about the next step, and its button. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode;
  title?: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <span aria-hidden>{icon}</span>
      {title && <h2 className={classes.emptyTitle}>{title}</h2>}
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Placeholder lines while content loads. */
export function Rows({ count = 4, height = 56 }: { count?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('loading')} className={classes.rows}>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </div>
  );
}
