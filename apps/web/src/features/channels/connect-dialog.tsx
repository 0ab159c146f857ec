import { Modal, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { capabilitiesOf, PLATFORMS, type Platform } from '#rules/platforms';
import { queries } from '../../shared/queries';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import classes from './channels.module.css';
import { ConsentWay } from './consent-way';
import { LinkForm } from './links/link-form';
import { PasteForm } from './paste-form';

/** Connects an account: by its network's consent page, by what the network gave, or by a link for its owner. */
export function ConnectDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('channels.connectTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Ways onDone={onClose} />
    </Modal>
  );
}

function Ways({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(queries.networks());
  const [platform, setPlatform] = useState<Platform>(PLATFORMS[0]);
  const network = data?.find((one) => one.platform === platform);
  return (
    <div className={classes.form}>
      <Select
        label={t('channels.platform')}
        value={platform}
        data={PLATFORMS.map((value) => ({ value, label: t(`platform.${value}`) }))}
        onChange={(value) => setPlatform(PLATFORMS.find((p) => p === value) ?? platform)}
        data-autofocus
      />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!network && !error && <Rows count={2} />}
      {/* By network: what was pasted for one is never sent to another. */}
      {network?.consent && (
        <>
          <ConsentWay key={`consent ${platform}`} network={network} />
          <div className={classes.ways}>
            <details className={classes.way}>
              <summary>{t('consent.paste')}</summary>
              <PasteForm key={`paste ${platform}`} platform={platform} onDone={onDone} />
            </details>
            {/* Where accounts have servers, only their owner knows which. */}
            {network.missing.length === 0 && !capabilitiesOf(platform).server && (
              <details className={classes.way}>
                <summary>{t('links.other')}</summary>
                <LinkForm key={`link ${platform}`} platform={platform} />
              </details>
            )}
          </div>
        </>
      )}
      {network && !network.consent && (
        <>
          <p className={classes.need}>{t(`consent.needs.${platform}`)}</p>
          <PasteForm key={platform} platform={platform} onDone={onDone} />
        </>
      )}
    </div>
  );
}
