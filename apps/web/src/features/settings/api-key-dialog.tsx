import { Checkbox, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { API_SCOPES, LONGEST_KEY_NAME } from '#rules/identity';
import { api, unwrap } from '../../shared/api/client';
import { stale, useMarkStale } from '../../shared/queries';
import { useMay } from '../../shared/session/use-me';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { ShownOnce } from '../../shared/ui/shown-once';
import classes from './settings.module.css';

/** Permission of each scope: a key can do no more than its person. */
const NEEDS = {
  approve: 'post.approve',
  channels: 'channel.manage',
  brand: 'brand.manage',
} as const;

const DAYS = [7, 30, 90, 366] as const;
const DAY_MS = 86_400_000;

/** Creates a key; its secret is shown once, here. */
export function ApiKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.add')}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
    >
      <KeyForm onClose={onClose} />
    </Modal>
  );
}

function KeyForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['read']);
  const [days, setDays] = useState<number>(90);
  const may = {
    approve: useMay(NEEDS.approve),
    channels: useMay(NEEDS.channels),
    brand: useMay(NEEDS.brand),
  };
  const offered = API_SCOPES.filter((scope) => !(scope in NEEDS) || may[scope as keyof typeof NEEDS]);
  const make = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/api-keys', {
          body: {
            name: name.trim(),
            scopes: API_SCOPES.filter((scope) => scopes.includes(scope)),
            // A minute less than the maximum, since the server's clock may be behind.
            expiresAt: new Date(Date.now() + days * DAY_MS - 60_000).toISOString(),
          },
        }),
      ),
    onSuccess: () => void mark(stale.apiKeyChanged()),
  });
  if (make.data) {
    return (
      <div className={classes.dialog}>
        <ShownOnce value={make.data.secret ?? ''}>{t('keys.once')}</ShownOnce>
        <PrimaryButton onClick={onClose}>{t('close')}</PrimaryButton>
      </div>
    );
  }
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput
        label={t('keys.name')}
        description={t('keys.nameHint')}
        required
        withAsterisk={false}
        maxLength={LONGEST_KEY_NAME}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Checkbox.Group
        label={t('keys.scope')}
        description={t('keyScopes.hint')}
        value={scopes}
        onChange={setScopes}
      >
        <Stack gap={8} mt={8}>
          {offered.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(`keyScopes.${scope}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Select
        label={t('keyScopes.days')}
        data={DAYS.map((count) => ({ value: String(count), label: t('keyScopes.daysValue', { count }) }))}
        value={String(days)}
        onChange={(value) => setDays(Number(value ?? days))}
      />
      <ErrorNote error={make.error} />
      <PrimaryButton type="submit" fullWidth loading={make.isPending} disabled={scopes.length === 0}>
        {t('keys.add')}
      </PrimaryButton>
    </form>
  );
}
