import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Platform } from '#rules/platforms';
import { api, unwrap } from '../../../shared/api/client';
import { useEstablishmentsWhere } from '../../../shared/session/use-establishments-where';
import { ErrorNote } from '../../../shared/ui/notes';
import { ShownOnce } from '../../../shared/ui/shown-once';
import classes from '../channels.module.css';
import { useChannelAction } from '../use-channel-action';

/** Makes a link by which the owner of an account connects it; shown once, here. */
export function LinkForm({ platform }: { platform: Platform }) {
  const { t } = useTranslation();
  const establishments = useEstablishmentsWhere('channel.manage') ?? [];
  const [establishment, setEstablishment] = useState<string | null>(null);
  const establishmentId = establishment ?? establishments[0]?.id ?? '';
  const make = useChannelAction(() =>
    unwrap(api.POST('/api/v1/channels/links', { body: { platform, establishmentId } })),
  );
  if (make.data) {
    return (
      <div className={classes.form}>
        <ShownOnce value={make.data.url}>{t('links.once')}</ShownOnce>
      </div>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <p className={classes.need}>{t('links.hint')}</p>
      <Select
        label={t('channels.establishment')}
        searchable
        value={establishmentId || null}
        data={establishments.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setEstablishment}
      />
      <ErrorNote error={make.error} />
      <Button type="submit" variant="default" fullWidth loading={make.isPending} disabled={!establishmentId}>
        {t('links.make')}
      </Button>
    </form>
  );
}
