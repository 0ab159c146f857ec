import { Code } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { capabilitiesOf } from '#rules/platforms';
import { api, unwrap } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import type { Channel } from '../../shared/api/types';
import { ErrorNote, Note } from '../../shared/ui/notes';
import { useReturn } from '../../shared/ui/use-return';
import { PrimaryButton } from '../../shared/ui/primary-button';
import classes from './channels.module.css';
import { leaveForChannel } from './consent/returning';
import { ServerField } from './server-field';

type Network = components['schemas']['NetworkPage']['items'][number];

interface ConsentWayProps {
  network: Network;
  /** The channel to reconnect, which stays on its server; absent for new ones. */
  channel?: Pick<Channel, 'id' | 'server'>;
}

/** What is needed, and the way to the network's consent page; or what its operator has to set up first. */
export function ConsentWay({ network: { platform, missing }, channel }: ConsentWayProps) {
  const { t } = useTranslation();
  const [server, setServer] = useState(channel?.server ?? '');
  const { server: servers } = capabilitiesOf(platform);
  const network = t(`platform.${platform}`);
  const begin = useMutation({
    mutationFn: () => {
      const body = { platform, ...(servers && server.trim() && { server: server.trim() }) };
      return unwrap(api.POST('/api/v1/channels/consents', { body }));
    },
    onSuccess: ({ url }) => {
      if (channel) leaveForChannel(sessionStorage, url, channel.id);
      window.location.assign(url);
    },
  });
  useReturn(begin.reset);
  if (missing.length > 0) {
    return (
      <Note tone="amber">
        <p className={classes.need}>{t('consent.missing', { network })}</p>
        <ul className={classes.settings}>
          {missing.map((setting) => (
            <li key={setting}>
              <Code>{setting}</Code>
            </li>
          ))}
        </ul>
        <a className={classes.guide} href="/help/networks.txt" target="_blank" rel="noreferrer">
          {t('consent.guide')}
        </a>
      </Note>
    );
  }
  return (
    <>
      <p className={classes.need}>{t(`consent.needs.${platform}`)}</p>
      {servers && !channel && (
        <ServerField suggested={servers.suggested} value={server} onChange={setServer} />
      )}
      <ErrorNote error={begin.error} />
      {/* Busy until the page is left. */}
      <PrimaryButton
        fullWidth
        loading={begin.isPending || begin.isSuccess}
        disabled={Boolean(servers && !channel && !servers.suggested && !server.trim())}
        onClick={() => begin.mutate()}
      >
        {t('consent.go', { network })}
      </PrimaryButton>
    </>
  );
}
