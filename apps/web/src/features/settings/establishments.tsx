import { ActionIcon, Button } from '@mantine/core';
import { IconCornerDownRight, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEstablishments } from '../../shared/api/lists';
import type { Establishment } from '../../shared/api/types';
import { cityOf } from '../../shared/dates/zones';
import { useLanguage } from '../../shared/i18n/use-language';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { EstablishmentDialog } from './establishment-dialog';
import classes from './settings.module.css';

/** The tree of establishments: a role in one also holds in those below. */
export function Establishments({ admin }: { admin: boolean }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useEstablishments();
  /** The establishment being edited; `new` for a new one. */
  const [open, setOpen] = useState<Establishment | 'new' | null>(null);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Rows count={3} height={44} />;
  return (
    <>
      <ul className={classes.list}>
        {data.map((establishment) => (
          <EstablishmentLine
            key={establishment.id}
            establishment={establishment}
            onChange={admin ? () => setOpen(establishment) : null}
          />
        ))}
      </ul>
      {admin && (
        <Button variant="default" mt="sm" onClick={() => setOpen('new')}>
          {t('establishments.add')}
        </Button>
      )}
      <EstablishmentDialog open={open} establishments={data} onClose={() => setOpen(null)} />
    </>
  );
}

function EstablishmentLine({
  establishment,
  onChange,
}: {
  establishment: Establishment;
  onChange: (() => void) | null;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const facts = [
    establishment.sector && t(`sector.${establishment.sector}`),
    establishment.commune,
    cityOf(establishment.timeZone, language),
  ];
  return (
    <li className={classes.line} style={{ paddingInlineStart: 16 + establishment.depth * 20 }}>
      {establishment.depth > 0 && <IconCornerDownRight size={14} aria-hidden className={classes.below} />}
      <span className={classes.who}>
        <strong>{establishment.name}</strong>
        <span>{facts.filter(Boolean).join(' · ')}</span>
      </span>
      {onChange && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('establishments.changeOf', { name: establishment.name })}
          onClick={onChange}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
