import { Modal } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { stale, useMarkStale } from '../../shared/queries';
import { lookAgain } from '../../shared/session/arrival';
import { session } from '../../shared/session/session';
import { useMe } from '../../shared/session/use-me';
import { SignInForm } from './sign-in-form';
import classes from '../../shared/ui/auth-frame.module.css';

/**
 * Covers the screen when the session ends: nothing on it is lost or visible. The same person continues where they
 * were; for another person the application is loaded anew.
 */
export function SessionEnded() {
  const { t } = useTranslation();
  const ended = useSyncExternalStore(session.subscribe, session.hasEnded);
  const { email } = useMe().user;
  const mark = useMarkStale();
  useEffect(() => session.onOtherTab(() => void lookAgain()), []);

  const entered = async (): Promise<void> => {
    session.announce();
    await lookAgain();
    // Not awaited: the screen keeps its content until the new answers arrive.
    void mark(stale.signedInAgain());
  };
  return (
    <Modal
      opened={ended}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
      zIndex={400}
      title={t('session.ended')}
      overlayProps={{ blur: 12, backgroundOpacity: 0.9 }}
    >
      <p className={classes.lead}>{t('session.endedText')}</p>
      <SignInForm email={email} onEntered={entered} />
    </Modal>
  );
}
