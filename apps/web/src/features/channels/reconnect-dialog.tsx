import { Modal, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { Channel } from '../../shared/api/types';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { AccessEnd, endOf } from './access-end';
import classes from './channels.module.css';
import { useChannelAction } from './use-channel-action';

interface ReconnectProps {
  channel: Channel;
  opened: boolean;
  onClose: () => void;
}

/** A new token for an account the network no longer lets us speak for. */
export function ReconnectDialog({ channel, opened, onClose }: ReconnectProps) {
  const { t } = useTranslation();
  const [accessToken, setToken] = useState('');
  const [endDay, setEndDay] = useState('');
  const reconnect = useChannelAction(
    () =>
      unwrap(
        api.POST('/api/v1/channels/{id}/reconnect', {
          params: { path: { id: channel.id } },
          body: { accessToken: accessToken.trim(), ...endOf(endDay) },
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
              setToken('');
              setEndDay('');
              onClose();
            },
          });
        }}
      >
        <PasswordInput
          label={t('channels.token')}
          description={t('channels.tokenHint')}
          autoComplete="off"
          required
          withAsterisk={false}
          value={accessToken}
          onChange={(event) => setToken(event.currentTarget.value)}
          data-autofocus
        />
        <AccessEnd value={endDay} onChange={setEndDay} />
        <ErrorNote error={reconnect.error} />
        <PrimaryButton type="submit" fullWidth loading={reconnect.isPending}>
          {t('channels.reconnect')}
        </PrimaryButton>
      </form>
    </Modal>
  );
}
