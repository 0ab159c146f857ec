import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../shared/queries';
import { useMay } from '../../shared/session/use-me';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { Page } from '../../shared/ui/page';
import { SecurityEvents } from '../account/security-events';
import { NotificationPreferences } from '../preferences/notification-preferences';
import { ApiKeys } from './api-keys';
import { AuditLog } from './audit-log';
import { Establishments } from './establishments';
import { OrganisationForm } from './organisation-form';
import classes from './settings.module.css';

/** Settings of the organisation, and its history. */
export default function SettingsScreen() {
  const { t } = useTranslation();
  const admin = useMay('organisation.manage');
  const mayWrite = useMay('post.write');
  const mayAudit = useMay('audit.read');
  const maySecurity = useMay('security.read');
  const { data, error, refetch } = useQuery(queries.organisation());
  return (
    <Page title={t('settings.title')}>
      <h2 className={classes.section}>{t('settings.organisation')}</h2>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Rows count={4} />}
      {data && <OrganisationForm organisation={data} admin={admin} />}
      <NotificationPreferences />
      <h2 className={classes.section}>{t('establishments.title')}</h2>
      <p className={classes.hint}>{t('establishments.lead')}</p>
      <Establishments admin={admin} />
      {mayWrite && (
        <>
          <h2 className={classes.section}>{t('keys.title')}</h2>
          <ApiKeys />
        </>
      )}
      {maySecurity && (
        <>
          <h2 className={classes.section}>{t('account.logOfAll')}</h2>
          <SecurityEvents everyone />
        </>
      )}
      {mayAudit && (
        <>
          <h2 className={classes.section}>{t('settings.audit')}</h2>
          <AuditLog />
        </>
      )}
    </Page>
  );
}
