import { Anchor } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { queries } from '../../shared/queries';
import { session } from '../../shared/session/session';
import { AuthFrame } from '../../shared/ui/auth-frame';
import { SignInForm } from './sign-in-form';
import classes from '../../shared/ui/auth-frame.module.css';

/** Sign-in page, with the link for a forgotten password. */
export function SignIn() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const entered = async (): Promise<void> => {
    client.clear();
    session.leave();
    await client.fetchQuery(queries.me());
    const from: unknown = location.state?.from;
    await navigate(typeof from === 'string' ? from : '/', { replace: true });
  };
  return (
    <AuthFrame title={t('auth.title')} lead={t('auth.lead')}>
      <SignInForm onEntered={entered} />
      <Anchor component={Link} to="/reset" className={classes.aside}>
        {t('door.forgotten')}
      </Anchor>
    </AuthFrame>
  );
}
