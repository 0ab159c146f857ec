import { Button } from '@mantine/core';
import { IconRefresh, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { timeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries } from '../../shared/queries';
import { useMay, useZone } from '../../shared/session/use-me';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { Page } from '../../shared/ui/page';
import { Findings } from './findings';
import classes from './health.module.css';
import { HealthSign } from './health-sign';
import { Installation } from './installation';
import { TroubledChannels } from './troubled-channels';
import { Workers } from './workers';

/** Health of the organisation and, for operators, of the installation; refreshed while open. */
export default function HealthScreen() {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const operates = useMay('installation.operate');
  const { data, error, refetch } = useQuery(queries.health(language));
  return (
    <Page
      title={t('health.title')}
      lead={t(operates ? 'health.lead' : 'health.leadOwn')}
      actions={
        <>
          {operates && (
            <Button
              variant="default"
              leftSection={<IconStack2 size={18} aria-hidden />}
              component="a"
              href="/admin/queues"
            >
              {t('health.queues')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconRefresh size={18} aria-hidden />}
            onClick={() => void refetch()}
          >
            {t('health.refresh')}
          </Button>
        </>
      }
    >
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Rows count={8} />}
      {data && (
        <>
          <p className={classes.state} data-state={data.state} role="status">
            <HealthSign state={data.state} size={24} />
            <strong>{t(`health.state.${data.state}`)}</strong>
          </p>
          <p className={classes.checkedAt}>
            {t('health.checkedAt', { time: timeOf(data.checkedAt, zone, language) })}
          </p>
          <h2 className={classes.section}>{t('health.checks')}</h2>
          <Findings findings={data.findings} />
          <TroubledChannels channels={data.channels} />
          {data.workers && (
            <>
              <h2 className={classes.section}>{t('health.workers')}</h2>
              <Workers workers={data.workers} />
            </>
          )}
          <h2 className={classes.section}>
            {t(data.scope === 'installation' ? 'health.installation' : 'health.publications')}
          </h2>
          <Installation health={data} />
        </>
      )}
    </Page>
  );
}
