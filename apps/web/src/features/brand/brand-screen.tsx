import { Button } from '@mantine/core';
import { IconRosette } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/api/lists';
import type { Format } from '../../shared/api/types';
import { shortDay } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { useMay, useZone } from '../../shared/session/use-me';
import { FormatMark } from '../../shared/ui/format-mark';
import { EmptyState, ErrorNote, Rows } from '../../shared/ui/notes';
import { Page } from '../../shared/ui/page';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { todayIn } from '../../shared/dates/today';
import { BaselineDialog } from './baseline-dialog';
import classes from './brand.module.css';
import { FormatDialog } from './format-dialog';

/** Formats with the version of the baseline in force, and all others. */
export default function BrandScreen() {
  const { t } = useTranslation();
  const admin = useMay('brand.manage');
  const { data, error, refetch } = useFormats();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('brand.title')}
      lead={t('brand.lead')}
      actions={admin && <PrimaryButton onClick={() => setAdding(true)}>{t('brand.addFormat')}</PrimaryButton>}
    >
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Rows count={4} height={140} />}
      {data?.length === 0 && (
        <EmptyState icon={<IconRosette size={40} stroke={1.2} />}>{t('brand.empty')}</EmptyState>
      )}
      <div className={classes.list}>
        {data?.map((format) => (
          <FormatCard key={format.id} format={format} admin={admin} />
        ))}
      </div>
      <FormatDialog opened={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}

function FormatCard({ format, admin }: { format: Format; admin: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = todayIn(useZone());
  const [adding, setAdding] = useState(false);
  const versions = [...format.versions].sort((a, b) => b.validFrom.localeCompare(a.validFrom));
  return (
    <section className={classes.format} aria-label={format.name}>
      <h2 className={classes.name}>
        <FormatMark format={format} /> {format.name}
      </h2>
      <p className={classes.sub}>{format.description}</p>
      <p className={classes.baseline}>{format.baseline?.text ?? t('brand.notInForce')}</p>
      <ul className={classes.versions} aria-label={t('brand.versions')}>
        {versions.map((version) => {
          const when =
            version.validFrom > today
              ? 'coming'
              : version.validTo && version.validTo < today
                ? 'past'
                : 'current';
          return (
            <li key={version.id} data-when={when}>
              <span>{version.text}</span>
              <span className="tabular">
                {version.validTo
                  ? t('brand.fromTo', {
                      from: shortDay(version.validFrom, language),
                      to: shortDay(version.validTo, language),
                    })
                  : t('brand.from', { from: shortDay(version.validFrom, language) })}
                {' · '}
                {t(`brand.${when}`)}
              </span>
            </li>
          );
        })}
      </ul>
      {admin && (
        <Button variant="default" onClick={() => setAdding(true)}>
          {t('brand.addVersion')}
        </Button>
      )}
      <BaselineDialog format={format} opened={adding} onClose={() => setAdding(false)} />
    </section>
  );
}
