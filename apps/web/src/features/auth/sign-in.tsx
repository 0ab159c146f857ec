import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { ApiError } from '../../shared/api/api-error';
import { meQuery } from '../../shared/session/use-me';
import { useErrorText } from '../../shared/api/use-error-text';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { useTitle } from '../../shared/ui/use-title';
import { LanguageSwitch } from './language-switch';
import { signIn } from './session';
import classes from './sign-in.module.css';

/** The door: one form, one sentence when it stays shut. */
export function SignIn() {
  const { t } = useTranslation();
  useTitle(t('auth.title'));
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const sentence = useErrorText();
  const enter = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: async () => {
      client.clear();
      await client.fetchQuery(meQuery);
      const from: unknown = location.state?.from;
      await navigate(typeof from === 'string' ? from : '/', { replace: true });
    },
  });
  const why = (error: unknown): string => {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 429) return t('auth.tooMany');
    return status >= 400 && status < 500 ? t('auth.wrong') : sentence(error);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <main className={classes.screen}>
      <div className={classes.card}>
        <p className={classes.name}>Lineup</p>
        <h1 className={classes.title}>{t('auth.title')}</h1>
        <p className={classes.lead}>{t('auth.lead')}</p>
        <form onSubmit={submit} className={classes.form}>
          <TextInput
            label={t('auth.email')}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            size="md"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('auth.password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <div role="alert" className={classes.error}>
            {enter.error && why(enter.error)}
          </div>
          <PrimaryButton type="submit" size="md" fullWidth loading={enter.isPending}>
            {t('auth.submit')}
          </PrimaryButton>
        </form>
        <LanguageSwitch />
      </div>
    </main>
  );
}
