import { Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './notes.module.css';
import { PrimaryButton } from './primary-button';

interface BoundaryProps {
  children: ReactNode;
  /** A change of it resets the boundary: the person went to another screen. */
  place?: string;
}

interface BoundaryState {
  error: unknown;
  place: string | undefined;
}

/** Catches errors of one screen and shows a message; the rest stays usable. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error: error ?? new Error('nothing was thrown') };
  }

  static getDerivedStateFromProps(
    { place }: BoundaryProps,
    state: BoundaryState,
  ): Partial<BoundaryState> | null {
    return place === state.place ? null : { error: null, place };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    reportError(new Error(`A screen broke${componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Broken error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

/** A script that could not be loaded, usually because a new version was installed meanwhile. */
const isMissingPart = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|importing a module|preload CSS|MIME type/i.test(error.message);

/** What happened, that nothing typed is lost, and two ways to continue. */
function Broken({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const missing = isMissingPart(error);
  const reload = (): void => window.location.reload();
  return (
    <div className={classes.broken} role="alert">
      <IconAlertTriangle size={32} stroke={1.4} aria-hidden />
      <h1 tabIndex={-1}>{t(missing ? 'broken.version' : 'broken.title')}</h1>
      <p>{t(missing ? 'broken.versionText' : 'broken.text')}</p>
      <Group gap="xs" justify="center">
        <PrimaryButton onClick={missing ? reload : onRetry}>
          {t(missing ? 'broken.reload' : 'retry')}
        </PrimaryButton>
        <Button variant="default" component="a" href="/">
          {t('error.backHome')}
        </Button>
      </Group>
      {!missing && error instanceof Error && (
        <small>{t('broken.detail', { message: error.message.slice(0, 200) })}</small>
      )}
    </div>
  );
}
