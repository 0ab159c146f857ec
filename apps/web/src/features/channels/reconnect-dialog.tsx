import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { Channel } from '../../shared/api/types';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { CredentialFields, credentialOf, NO_CREDENTIAL } from './credential-fields';
import classes from './channels.module.css';
import { useChannelAction } from './use-channel-action';

interface ReconnectProps {
  channel: Channel;
  opened: boolean;
  onClose: () => void;
}

/** Asks for a new token for an account whose credential was refused. */
export function ReconnectDialog({ channel, opened, onClose }: ReconnectProps) {
  const { t } = useTranslation();
  const [credential, setCredential] = useState(NO_CREDENTIAL);
  const reconnect = useChannelAction(
    () =>
      unwrap(
        api.POST('/api/v1/channels/{id}/reconnect', {
          params: { path: { id: channel.id } },
          body: credentialOf(credential),
        }),
      ),
    () => t('channels.reconnected'),
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('channels.reconnectTitle', { name: channel.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          reconnect.mutate(undefined, {
            onSuccess: () => {
              setCredential(NO_CREDENTIAL);
              onClose();
            },
          });
        }}
      >
        <CredentialFields platform={channel.platform} value={credential} onChange={setCredential} autoFocus />
        <ErrorNote error={reconnect.error} />
        <PrimaryButton type="submit" fullWidth loading={reconnect.isPending}>
          {t('channels.reconnect')}
        </PrimaryButton>
      </form>
    </Modal>
  );
}
