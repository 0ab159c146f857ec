import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Me } from '../../shared/api/types';
import { PasswordForm } from '../account/password-form';
import { TwoFactorSetup } from '../account/two-factor-setup';
import { AuthFrame } from '../../shared/ui/auth-frame';
import classes from '../../shared/ui/auth-frame.module.css';
import { signOut } from '../../shared/session/sign-in';

/** Shown in place of the application until the person has done what must be done first. */
export default function FirstThings({ pending }: { pending: NonNullable<Me['pending']> }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await signOut();
    client.clear();
    await navigate('/sign-in');
  };
  const password = pending === 'password_change_required';
  return (
    <AuthFrame
      title={t(password ? 'door.firstTitle' : 'door.factorTitle')}
      lead={t(password ? 'door.firstLead' : 'door.factorLead')}
    >
      <div className={classes.form}>
        {password ? <PasswordForm /> : <TwoFactorSetup />}
        <Button variant="subtle" color="gray" onClick={() => void leave()}>
          {t('nav.signOut')}
        </Button>
      </div>
    </AuthFrame>
  );
}
