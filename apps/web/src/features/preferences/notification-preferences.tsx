import { SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { api, unwrap } from '../../shared/api/client';
import type { Language } from '../../shared/i18n';
import { markStale, queries, stale } from '../../shared/queries';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { ChoiceTable } from './choice-table';
import classes from './preferences.module.css';
import { type PreferenceChange, withChange } from './preference-change';

/** A person's preferences per kind and place; each is saved at once. */
export function NotificationPreferences() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { hash } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch } = useQuery(queries.notificationPreferences());
  const change = useMutation({
    mutationFn: (body: PreferenceChange) =>
      unwrap(api.PATCH('/api/v1/me/notification-preferences', { body })),
    onMutate: (body) =>
      client.setQueryData(queries.notificationPreferences().queryKey, (now) => now && withChange(now, body)),
    onSettled: () => markStale(client, stale.notificationPreferencesChanged()),
  });
  const loaded = data !== undefined;
  // E-mails and the list of notifications link here; scrolls once the sections above have their final size.
  useEffect(() => {
    if (loaded && hash === '#notifications') heading.current?.scrollIntoView();
  }, [loaded, hash]);
  return (
    <>
      <h2 className={classes.section} id="notifications" ref={heading}>
        {t('preferences.title')}
      </h2>
      <p className={classes.lead}>{t('preferences.lead')}</p>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!loaded && !error && <Rows count={7} height={44} />}
      {loaded && (
        <>
          <ChoiceTable
            choices={data.choices}
            mail={data.emailTo !== null}
            onChange={(choice) => change.mutate({ choices: [choice] })}
          />
          <ErrorNote error={change.error} />
          {data.emailTo === null ? (
            <p className={classes.lead}>{t('preferences.noMail')}</p>
          ) : (
            <div className={classes.mail}>
              <p className={classes.lead}>{t('preferences.emailTo', { address: data.emailTo })}</p>
              <span className={classes.label} id="mail-language">
                {t('preferences.locale')}
              </span>
              <SegmentedControl<Language>
                aria-labelledby="mail-language"
                value={data.locale}
                onChange={(locale) => change.mutate({ locale })}
                data={[
                  { value: 'fr', label: 'Français' },
                  { value: 'en', label: 'English' },
                ]}
              />
            </div>
          )}
        </>
      )}
    </>
  );
}
