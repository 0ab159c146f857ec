import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { ApiError } from '../../shared/api/api-error';
import { queries } from '../../shared/queries';
import { ErrorNote } from '../../shared/ui/notes';
import classes from './shell.module.css';

const FirstThings = lazy(() => import('../door/first-things'));

/** Shows its content to signed-in people; others sign in first and then return to the address. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const location = useLocation();
  const { data, error, refetch } = useQuery(queries.me());
  if (data?.pending) {
    return (
      <Suspense fallback={null}>
        <FirstThings pending={data.pending} />
      </Suspense>
    );
  }
  if (data) return children;
  if (error instanceof ApiError && error.status === 401) {
    return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />;
  }
  return (
    <main className={classes.waiting}>
      {error ? (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      ) : (
        <Loader color="gray" size="sm" aria-label={t('loading')} />
      )}
    </main>
  );
}
