import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useChannels } from '../../shared/api/lists';
import type { Channel } from '../../shared/api/types';
import { useMay } from '../../shared/session/use-me';
import { EmptyState, ErrorNote, Rows } from '../../shared/ui/notes';
import { Page } from '../../shared/ui/page';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { ChannelLine } from './channel-line';
import classes from './channels.module.css';
import { ConnectDialog } from './connect-dialog';
import { OpenLinks } from './links/open-links';

/** The connected accounts, by establishment. */
export default function ChannelsScreen() {
  const { t } = useTranslation();
  const admin = useMay('channel.manage');
  const { data, error, refetch } = useChannels();
  // Set by a failed post's link for the person who can reconnect; removed after use, so that Back does not repeat
  // it.
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('reconnect');
  const [connecting, setConnecting] = useState(false);
  const establishments = new Map<string, Channel[]>();
  for (const channel of data ?? []) {
    establishments.set(channel.establishmentName, [
      ...(establishments.get(channel.establishmentName) ?? []),
      channel,
    ]);
  }
  const mayManage = admin || data?.some(({ may }) => may.manage);
  return (
    <Page
      title={t('channels.title')}
      lead={t('channels.lead')}
      actions={
        mayManage && (
          <PrimaryButton onClick={() => setConnecting(true)}>{t('channels.connect')}</PrimaryButton>
        )
      }
    >
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Rows count={4} height={76} />}
      {data?.length === 0 && (
        <EmptyState icon={<IconPlugConnected size={40} stroke={1.2} />}>{t('channels.empty')}</EmptyState>
      )}
      {[...establishments].map(([establishment, channels]) => (
        <section key={establishment} aria-label={establishment}>
          <h2 className={classes.establishment}>{establishment}</h2>
          <div className={classes.list}>
            {channels.map((channel) => (
              <ChannelLine
                key={channel.id}
                channel={channel}
                wanted={channel.id === wanted}
                onSeen={() => setSearch({}, { replace: true })}
              />
            ))}
          </div>
        </section>
      ))}
      {mayManage && <OpenLinks />}
      <ConnectDialog opened={connecting} onClose={() => setConnecting(false)} />
    </Page>
  );
}
