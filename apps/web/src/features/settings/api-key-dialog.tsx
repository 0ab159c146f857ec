import { Button, Code, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import { ErrorNote, Note } from '../../shared/ui/notes';
import { CopyButton } from '../../shared/ui/copy-button';
import { PrimaryButton } from '../../shared/ui/primary-button';
import classes from './settings.module.css';

/** Making a key; its secret is shown once, here. */
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
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [writes, setWrites] = useState(false);
  const make = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/api-keys', {
          body: { name: name.trim(), scopes: writes ? ['read', 'write'] : ['read'] },
        }),
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  if (make.data) {
    return (
      <div className={classes.dialog}>
        <Code block className={classes.secret}>
          {make.data.secret}
        </Code>
        <Note tone="amber">{t('keys.once')}</Note>
        <CopyButton value={make.data.secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
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
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Select
        label={t('keys.scope')}
        data={[
          { value: 'read', label: t('keys.read') },
          { value: 'write', label: t('keys.write') },
        ]}
        value={writes ? 'write' : 'read'}
        onChange={(value) => setWrites(value === 'write')}
      />
      <ErrorNote error={make.error} />
      <PrimaryButton type="submit" fullWidth loading={make.isPending}>
        {t('keys.add')}
      </PrimaryButton>
    </form>
  );
}
