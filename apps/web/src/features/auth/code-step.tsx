import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../shared/api/api-error';
import { useErrorText } from '../../shared/api/use-error-text';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { giveCode } from '../../shared/session/sign-in';
import classes from '../../shared/ui/auth-frame.module.css';

/** The second step of signing in: a code of the authenticator, or a recovery code. */
export function CodeStep({ onIn, onBack }: { onIn: () => void; onBack: () => void }) {
  const { t } = useTranslation();
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const sentence = useErrorText();
  const give = useMutation({ mutationFn: () => giveCode(code, recovery), onSuccess: onIn });
  const why = (error: unknown): string => {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 429) return t('auth.tooMany');
    return status >= 400 && status < 500 ? t('door.codeWrong') : sentence(error);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate();
      }}
    >
      <p className={classes.step}>{t('door.codeLead')}</p>
      <TextInput
        key={String(recovery)}
        label={t(recovery ? 'door.recovery' : 'door.code')}
        inputMode={recovery ? 'text' : 'numeric'}
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        size="md"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        ref={(input) => input?.focus()}
      />
      <div role="alert" className={classes.error}>
        {give.error && why(give.error)}
      </div>
      <PrimaryButton type="submit" size="md" fullWidth loading={give.isPending}>
        {t('auth.submit')}
      </PrimaryButton>
      <Button
        variant="subtle"
        color="gray"
        onClick={() => {
          setCode('');
          setRecovery(!recovery);
        }}
      >
        {t(recovery ? 'door.useCode' : 'door.useRecovery')}
      </Button>
      <Button variant="subtle" color="gray" onClick={onBack}>
        {t('door.back')}
      </Button>
    </form>
  );
}
