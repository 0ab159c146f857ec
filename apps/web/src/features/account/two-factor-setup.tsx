import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renderSVG } from 'uqr';
import { api, unwrap } from '../../shared/api/client';
import { beyond, issueAt } from '../../shared/api/issue-at';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { stale, useMarkStale } from '../../shared/queries';
import { ShownOnce } from '../../shared/ui/shown-once';
import classes from './account.module.css';
import { ProofDialog } from './proof-dialog';

/** Set-up of the second factor: password, QR code and recovery codes, a first code. */
export function TwoFactorSetup() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const begin = useMutation({
    mutationFn: (password: string) => unwrap(api.POST('/api/v1/me/two-factor', { body: { password } })),
    onSuccess: () => setAsking(false),
  });
  if (begin.data?.totpUri && begin.data.recoveryCodes) {
    return <Confirm totpUri={begin.data.totpUri} recoveryCodes={begin.data.recoveryCodes} />;
  }
  return (
    <>
      <p className={classes.hint}>{t('account.twoFactorLead')}</p>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('account.setUp')}
      </Button>
      <ProofDialog
        opened={asking}
        error={begin.error}
        pending={begin.isPending}
        onProof={(password) => begin.mutate(password)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function Confirm({ totpUri, recoveryCodes }: { totpUri: string; recoveryCodes: string[] }) {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/me/two-factor/confirm', { body: { code } })),
    onSuccess: async () => {
      notifications.show({ color: 'gray', message: t('account.twoFactorDone') });
      await mark(stale.accountChanged());
    },
  });
  const drawing = `data:image/svg+xml,${encodeURIComponent(renderSVG(totpUri))}`;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p className={classes.hint}>{t('account.scan')}</p>
      <img className={classes.qr} src={drawing} alt={t('account.qr')} />
      <p className={classes.secret}>
        {t('account.secret', { secret: new URL(totpUri).searchParams.get('secret') })}
      </p>
      <strong>{t('account.codesTitle')}</strong>
      <ShownOnce value={recoveryCodes.join('\n')}>{t('account.codesOnce')}</ShownOnce>
      <TextInput
        label={t('account.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        size="md"
        error={issueAt(confirm.error, 'code')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <ErrorNote error={beyond(confirm.error, 'code')} />
      <PrimaryButton type="submit" loading={confirm.isPending}>
        {t('account.confirm')}
      </PrimaryButton>
    </form>
  );
}
