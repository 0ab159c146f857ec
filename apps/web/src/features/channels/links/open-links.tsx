import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../../shared/api/client';
import { shortDay } from '../../../shared/dates/format';
import { useLanguage } from '../../../shared/i18n/use-language';
import { queries } from '../../../shared/queries';
import { NetworkGlyph } from '../../../shared/ui/network-glyph';
import { ErrorNote } from '../../../shared/ui/notes';
import classes from '../channels.module.css';
import { useChannelAction } from '../use-channel-action';

/** Links that owners of accounts may still use, each with the way to take it back. */
export function OpenLinks() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(queries.channelLinks());
  const revoke = useChannelAction(
    (id: string) => unwrap(api.DELETE('/api/v1/channels/links/{id}', { params: { path: { id } } })),
    () => t('links.revoked'),
  );
  if (!data || data.length === 0) return null;
  return (
    <section aria-label={t('links.open')}>
      <h2 className={classes.establishment}>{t('links.open')}</h2>
      <ErrorNote error={revoke.error} />
      <div className={classes.list}>
        {data.map(({ id, platform, establishmentName, expiresAt }) => {
          const network = t(`platform.${platform}`);
          return (
            <article key={id} className={classes.link}>
              <NetworkGlyph platform={platform} size={24} />
              <div className={classes.who}>
                <strong dir="auto">{establishmentName}</strong>
                <span>
                  {network} · {t('links.until', { day: shortDay(expiresAt, language) })}
                </span>
              </div>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('links.revokeOf', { network, establishment: establishmentName })}
                onClick={() => revoke.mutate(id)}
              >
                {t('links.revoke')}
              </Button>
            </article>
          );
        })}
      </div>
    </section>
  );
}
