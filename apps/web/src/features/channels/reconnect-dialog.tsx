import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { Channel } from '../../shared/api/types';
import { queries } from '../../shared/queries';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { ConsentWay } from './consent-way';
import { CredentialFields, credentialOf, NO_CREDENTIAL } from './credential-fields';
import classes from './channels.module.css';
import { useChannelAction } from './use-channel-action';

interface ReconnectProps {
  channel: Channel;
  opened: boolean;
  onClose: () => void;
}

/** Gives an account whose credential was refused a new one: by its network's consent page, or pasted. */
export function ReconnectDialog({ channel, opened, onClose }: ReconnectProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('channels.reconnectTitle', { name: channel.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <ReconnectWays channel={channel} onDone={onClose} />
    </Modal>
  );
}

function ReconnectWays({ channel, onDone }: { channel: Channel; onDone: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(queries.networks());
  const network = data?.find(({ platform }) => platform === channel.platform);
  if (!network?.consent) return <PasteAgain channel={channel} onDone={onDone} autoFocus />;
  return (
    <div className={classes.form}>
      <ConsentWay network={network} channel={channel} />
      <details className={classes.way}>
        <summary>{t('consent.paste')}</summary>
        <PasteAgain channel={channel} onDone={onDone} />
      </details>
    </div>
  );
}

interface PasteProps {
  channel: Channel;
  onDone: () => void;
  autoFocus?: boolean;
}

function PasteAgain({ channel, onDone, autoFocus = false }: PasteProps) {
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
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        reconnect.mutate(undefined, {
          onSuccess: () => {
            setCredential(NO_CREDENTIAL);
            onDone();
          },
        });
      }}
    >
      <CredentialFields
        platform={channel.platform}
        value={credential}
        onChange={setCredential}
        autoFocus={autoFocus}
      />
      <ErrorNote error={reconnect.error} />
      <PrimaryButton type="submit" fullWidth loading={reconnect.isPending}>
        {t('channels.reconnect')}
      </PrimaryButton>
    </form>
  );
}
