import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { session } from '../../shared/session/session';
import { meQuery } from '../../shared/session/use-me';
import { useTitle } from '../../shared/ui/use-title';
import { LanguageSwitch } from './language-switch';
import { SignInForm } from './sign-in-form';
import classes from './sign-in.module.css';

/** The door: one form, one sentence when it stays shut. */
export function SignIn() {
  const { t } = useTranslation();
  useTitle(t('auth.title'));
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const entered = async (): Promise<void> => {
    client.clear();
    session.leave();
    await client.fetchQuery(meQuery);
    const from: unknown = location.state?.from;
    await navigate(typeof from === 'string' ? from : '/', { replace: true });
  };
  return (
    <main className={classes.screen}>
      <div className={classes.card}>
        <p className={classes.name}>Lineup</p>
        <h1 className={classes.title}>{t('auth.title')}</h1>
        <p className={classes.lead}>{t('auth.lead')}</p>
        <SignInForm onEntered={entered} />
        <LanguageSwitch />
      </div>
    </main>
  );
}
