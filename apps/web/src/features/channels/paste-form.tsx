import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { capabilitiesOf, type Platform } from '#rules/platforms';
import { api, unwrap } from '../../shared/api/client';
import { useEstablishmentsWhere } from '../../shared/session/use-establishments-where';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { CredentialFields, credentialOf, NO_CREDENTIAL } from './credential-fields';
import { ServerField } from './server-field';
import { PLACEMENTS } from '#rules/brand';
import classes from './channels.module.css';
import { useChannelAction } from './use-channel-action';

/** Connects an account with what its network gave an administrator. */
export function PasteForm({ platform, onDone }: { platform: Platform; onDone: () => void }) {
  const { t } = useTranslation();
  const establishments = useEstablishmentsWhere('channel.manage') ?? [];
  const [establishment, setEstablishment] = useState<string | null>(null);
  const [credential, setCredential] = useState(NO_CREDENTIAL);
  const [remoteId, setRemoteId] = useState('');
  const [server, setServer] = useState('');
  const { server: servers } = capabilitiesOf(platform);
  const [placement, setPlacement] = useState<(typeof PLACEMENTS)[number]>('end');
  const establishmentId = establishment ?? establishments[0]?.id ?? '';
  const connect = useChannelAction(
    () =>
      unwrap(
        api.POST('/api/v1/channels', {
          body: {
            platform,
            establishmentId,
            ...credentialOf(credential),
            baselinePlacement: placement,
            ...(servers && server.trim() && { server: server.trim() }),
            ...(remoteId.trim() && { remoteId: remoteId.trim() }),
          },
        }),
      ),
    () => t('channels.connectDone'),
  );
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        connect.mutate(undefined, { onSuccess: onDone });
      }}
    >
      <Select
        label={t('channels.establishment')}
        searchable
        value={establishmentId || null}
        data={establishments.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setEstablishment}
      />
      {servers && <ServerField suggested={servers.suggested} value={server} onChange={setServer} />}
      <CredentialFields platform={platform} value={credential} onChange={setCredential} />
      <TextInput
        label={`${t('channels.remoteId')} (${t('optional')})`}
        description={t('channels.remoteIdHint')}
        value={remoteId}
        onChange={(event) => setRemoteId(event.currentTarget.value)}
      />
      <Select
        label={t('channels.placement')}
        value={placement}
        data={PLACEMENTS.map((value) => ({ value, label: t(`channels.placements.${value}`) }))}
        onChange={(value) => setPlacement(PLACEMENTS.find((p) => p === value) ?? placement)}
      />
      <ErrorNote error={connect.error} />
      <PrimaryButton type="submit" fullWidth loading={connect.isPending} disabled={!establishmentId}>
        {t('channels.connect')}
      </PrimaryButton>
    </form>
  );
}
