import { TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, unwrap } from '../../shared/api/client';
import { beyond, issueAt } from '../../shared/api/issue-at';
import { queries } from '../../shared/queries';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { PrimaryButton, PrimaryLink } from '../../shared/ui/primary-button';
import { AuthFrame } from '../../shared/ui/auth-frame';
import classes from '../../shared/ui/auth-frame.module.css';
import { LinkOver } from '../../shared/ui/link-over';
import { NewPassword } from '../../shared/ui/new-password-fields';

/** Forgotten password: requests a link, and uses it. */
export default function ResetScreen() {
  const { token } = useParams();
  return token ? <Choose token={token} /> : <Ask />;
}

function Ask() {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/password-resets', { body: { email: email.trim() } })),
  });
  if (ask.isSuccess) {
    return (
      <AuthFrame title={t('door.resetTitle')}>
        <p role="status">{t('door.resetSent')}</p>
        <PrimaryLink to="/sign-in" mb="xl">
          {t('door.toSignIn')}
        </PrimaryLink>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t('door.resetTitle')} lead={t('door.resetLead')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <TextInput
          label={t('auth.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <ErrorNote error={ask.error} />
        <PrimaryButton type="submit" size="md" fullWidth loading={ask.isPending}>
          {t('door.resetSend')}
        </PrimaryButton>
      </form>
    </AuthFrame>
  );
}

function Choose({ token }: { token: string }) {
  const { t } = useTranslation();
  const params = { path: { token } };
  const [password, setPassword] = useState('');
  const link = useQuery(queries.passwordReset(token));
  const reset = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/password-resets/{token}', { params, body: { password, revokeApiKeys: false } }),
      ),
  });
  if (link.error) return <LinkOver error={link.error} />;
  if (reset.isSuccess) {
    return (
      <AuthFrame title={t('door.resetTitle')}>
        <p role="status">{t('door.resetDone')}</p>
        <PrimaryLink to="/sign-in" mb="xl">
          {t('door.toSignIn')}
        </PrimaryLink>
      </AuthFrame>
    );
  }
  if (!link.data) {
    return (
      <AuthFrame title={t('door.resetTitle')}>
        <Rows count={2} />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t('door.resetTitle')} lead={t('door.resetFor', { email: link.data.email })}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          reset.mutate();
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={link.data.email} readOnly />
        <NewPassword
          label={t('account.next')}
          value={password}
          onChange={setPassword}
          error={issueAt(reset.error, 'password')}
        />
        <ErrorNote error={beyond(reset.error, 'password')} />
        <PrimaryButton type="submit" size="md" fullWidth loading={reset.isPending}>
          {t('account.changePassword')}
        </PrimaryButton>
      </form>
    </AuthFrame>
  );
}
