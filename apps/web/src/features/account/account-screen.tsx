import { useTranslation } from 'react-i18next';
import { useMe } from '../../shared/session/use-me';
import { Page } from '../../shared/ui/page';
import classes from './account.module.css';
import { NameForm } from './name-form';
import { Passkeys } from './passkeys';
import { PasswordForm } from './password-form';
import { SecurityEvents } from './security-events';
import { Sessions } from './sessions';
import { TwoFactor } from './two-factor';

/** The person's own account: profile, sign-in methods, sessions and security events. */
export default function AccountScreen() {
  const { t } = useTranslation();
  const { user } = useMe();
  return (
    <Page title={t('account.title')} lead={user.email}>
      <NameForm />
      <h2 className={classes.section}>{t('account.password')}</h2>
      <PasswordForm />
      <h2 className={classes.section}>{t('account.twoFactor')}</h2>
      <TwoFactor />
      <h2 className={classes.section}>{t('account.passkeys')}</h2>
      <Passkeys />
      <h2 className={classes.section}>{t('account.sessions')}</h2>
      <Sessions />
      <h2 className={classes.section}>{t('account.log')}</h2>
      <p className={classes.hint}>{t('account.logLead')}</p>
      <SecurityEvents />
    </Page>
  );
}
