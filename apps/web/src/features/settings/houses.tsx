import { ActionIcon, Button } from '@mantine/core';
import { IconCornerDownRight, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEstablishments } from '../../shared/api/lists';
import type { Establishment } from '../../shared/api/types';
import { cityOf } from '../../shared/dates/zones';
import { useLanguage } from '../../shared/i18n/use-language';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { HouseDialog } from './house-dialog';
import classes from './settings.module.css';

/** The houses as a tree: whoever has a role in one has it in those below. */
export function Houses({ admin }: { admin: boolean }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useEstablishments();
  /** The house being changed, `new` for one to come. */
  const [open, setOpen] = useState<Establishment | 'new' | null>(null);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Rows count={3} height={44} />;
  return (
    <>
      <ul className={classes.list}>
        {data.map((house) => (
          <HouseLine key={house.id} house={house} onChange={admin ? () => setOpen(house) : null} />
        ))}
      </ul>
      {admin && (
        <Button variant="default" mt="sm" onClick={() => setOpen('new')}>
          {t('houses.add')}
        </Button>
      )}
      <HouseDialog open={open} houses={data} onClose={() => setOpen(null)} />
    </>
  );
}

function HouseLine({ house, onChange }: { house: Establishment; onChange: (() => void) | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const facts = [
    house.sector && t(`sector.${house.sector}`),
    house.commune,
    cityOf(house.timeZone, language),
  ];
  return (
    <li className={classes.line} style={{ paddingInlineStart: 16 + house.depth * 20 }}>
      {house.depth > 0 && <IconCornerDownRight size={14} aria-hidden className={classes.below} />}
      <span className={classes.who}>
        <strong>{house.name}</strong>
        <span>{facts.filter(Boolean).join(' · ')}</span>
      </span>
      {onChange && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('houses.changeOf', { name: house.name })}
          onClick={onChange}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
