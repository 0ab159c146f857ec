import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../shared/api/api-error';
import { useErrorText } from '../../shared/api/use-error-text';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { CodeStep } from './code-step';
import { passkeysWork, signInByPasskey } from '../../shared/session/passkey';
import { signIn } from '../../shared/session/sign-in';
import classes from '../../shared/ui/auth-frame.module.css';

interface FormProps {
  /** E-mail of the former person, if any. */
  email?: string;
  onEntered: () => Promise<void>;
}

/** E-mail and password, a second step when needed, or a passkey; one sentence for every refusal. */
export function SignInForm({ email: known = '', onEntered }: FormProps) {
  const { t } = useTranslation();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [half, setHalf] = useState(false);
  const sentence = useErrorText();
  const enter = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: (found) => (found === 'code' ? setHalf(true) : onEntered()),
  });
  const enterByPasskey = useMutation({ mutationFn: signInByPasskey, onSuccess: onEntered });
  const why = (error: unknown): string => {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 429) return t('auth.tooMany');
    return status >= 400 && status < 500 ? t('auth.wrong') : sentence(error);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate();
  };
  if (half) return <CodeStep onIn={() => void onEntered()} onBack={() => setHalf(false)} />;
  return (
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
        data-autofocus={known ? true : undefined}
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
    </form>
  );
}
