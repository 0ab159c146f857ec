import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { ApiError } from '../../shared/api/api-error';
import { meQuery } from '../../shared/session/use-me';
import { useErrorText } from '../../shared/api/use-error-text';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { AuthFrame } from './auth-frame';
import { CodeStep } from './code-step';
import { passkeysWork, signInByPasskey } from './passkey';
import { signIn } from './session';
import classes from './sign-in.module.css';

/** The door: one form, a second step for who has one, one sentence when it stays shut. */
export function SignIn() {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [half, setHalf] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const sentence = useErrorText();
  const goIn = async (): Promise<void> => {
    client.clear();
    await client.fetchQuery(meQuery);
    const from: unknown = location.state?.from;
    await navigate(typeof from === 'string' ? from : '/', { replace: true });
  };
  const enter = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: (found) => (found === 'code' ? setHalf(true) : goIn()),
  });
  const enterByPasskey = useMutation({ mutationFn: signInByPasskey, onSuccess: goIn });
  const why = (error: unknown): string => {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 429) return t('auth.tooMany');
    return status >= 400 && status < 500 ? t('auth.wrong') : sentence(error);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate();
  };
  if (half) {
    return (
      <AuthFrame title={t('auth.title')}>
        <CodeStep onIn={() => void goIn()} onBack={() => setHalf(false)} />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t('auth.title')} lead={t('auth.lead')}>
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
          {enter.error ? why(enter.error) : enterByPasskey.error && t('account.passkeyFailed')}
        </div>
        <PrimaryButton type="submit" size="md" fullWidth loading={enter.isPending}>
          {t('auth.submit')}
        </PrimaryButton>
        {passkeysWork() && (
          <Button
            variant="default"
            size="md"
            fullWidth
            loading={enterByPasskey.isPending}
            onClick={() => enterByPasskey.mutate()}
          >
            {t('door.passkey')}
          </Button>
        )}
        <Anchor component={Link} to="/reset" className={classes.aside}>
          {t('door.forgotten')}
        </Anchor>
      </form>
    </AuthFrame>
  );
}
