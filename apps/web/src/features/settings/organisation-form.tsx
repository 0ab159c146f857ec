import { NumberInput, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LATE_LIMIT_MINUTES } from '#rules/organisation';
import { api, unwrap } from '../../shared/api/client';
import type { Organisation } from '../../shared/api/types';
import { markStale, queries, stale } from '../../shared/queries';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { ZoneField } from '../../shared/ui/zone-field';
import classes from './settings.module.css';

/** Name, zone, and the rules of approval and lateness. */
export function OrganisationForm({ organisation, admin }: { organisation: Organisation; admin: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [values, setValues] = useState(organisation);
  const set = (patch: Partial<Organisation>): void => setValues((now) => ({ ...now, ...patch }));
  const save = useMutation({
    mutationFn: () => {
      const { name, timeZone, requireOtherApprover, requireTwoFactor, lateLimitMinutes } = values;
      return unwrap(
        api.PATCH('/api/v1/organisation', {
          body: { name, timeZone, requireOtherApprover, requireTwoFactor, lateLimitMinutes },
        }),
      );
    },
    onSuccess: (saved) => {
      client.setQueryData(queries.organisation().queryKey, saved);
      void markStale(client, stale.organisationChanged());
      notifications.show({ color: 'gray', message: t('settings.saved') });
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t('settings.name')}
        readOnly={!admin}
        value={values.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <ZoneField
        label={t('settings.timeZone')}
        disabled={!admin}
        value={values.timeZone}
        onChange={(timeZone) => set({ timeZone })}
      />
      <Switch
        label={t('settings.otherApprover')}
        description={t('settings.otherApproverHint')}
        disabled={!admin}
        checked={values.requireOtherApprover}
        onChange={(event) => set({ requireOtherApprover: event.currentTarget.checked })}
      />
      <Switch
        label={t('rules.twoFactor')}
        description={t('rules.twoFactorHint')}
        disabled={!admin}
        checked={values.requireTwoFactor}
        onChange={(event) => set({ requireTwoFactor: event.currentTarget.checked })}
      />
      <NumberInput
        label={t('settings.lateLimit')}
        description={t('settings.lateLimitHint')}
        {...LATE_LIMIT_MINUTES}
        readOnly={!admin}
        value={values.lateLimitMinutes}
        onChange={(value) => typeof value === 'number' && set({ lateLimitMinutes: value })}
      />
      <ErrorNote error={save.error} />
      {admin ? (
        <PrimaryButton type="submit" loading={save.isPending}>
          {t('save')}
        </PrimaryButton>
      ) : (
        <p className={classes.hint}>{t('settings.readOnly')}</p>
      )}
    </form>
  );
}
