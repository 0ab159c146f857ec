import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import { stale, useMarkStale } from '../../shared/queries';
import { useMe } from '../../shared/session/use-me';
import { ShownOnce } from '../../shared/ui/shown-once';
import classes from './account.module.css';
import { ProofDialog } from './proof-dialog';
import { TwoFactorSetup } from './two-factor-setup';

/** The second factor: whether it is on, and its actions. */
export function TwoFactor() {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const { user, organisation } = useMe();
  const [asking, setAsking] = useState<'off' | 'codes' | null>(null);
  const off = useMutation({
    mutationFn: (password: string) =>
      unwrap(api.POST('/api/v1/me/two-factor/disable', { body: { password } })),
    onSuccess: async () => {
      setAsking(null);
      notifications.show({ color: 'gray', message: t('account.twoFactorGone') });
      await mark(stale.accountChanged());
    },
  });
  const codes = useMutation({
    mutationFn: (password: string) =>
      unwrap(api.POST('/api/v1/me/two-factor/recovery-codes', { body: { password } })),
    onSuccess: () => setAsking(null),
  });
  const action = asking === 'off' ? off : codes;
  if (!user.twoFactor) return <TwoFactorSetup />;
  return (
    <>
      <p className={classes.hint}>{t('account.isOn')}</p>
      {codes.data?.recoveryCodes && (
        <div className={classes.form}>
          <strong>{t('account.codesTitle')}</strong>
          <ShownOnce value={codes.data.recoveryCodes.join('\n')}>{t('account.codesOnce')}</ShownOnce>
        </div>
      )}
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={() => setAsking('codes')}>
          {t('account.newCodes')}
        </Button>
        {!organisation.requireTwoFactor && (
          <Button variant="default" onClick={() => setAsking('off')}>
            {t('account.turnOff')}
          </Button>
        )}
      </Group>
      <ProofDialog
        opened={asking !== null}
        lead={asking === 'off' ? t('account.turnOffText') : undefined}
        error={action.error}
        pending={action.isPending}
        onProof={(password) => action.mutate(password)}
        onClose={() => setAsking(null)}
      />
    </>
  );
}
