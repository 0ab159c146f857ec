import { Modal, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_NAME, SECTORS } from '#rules/organisation';
import { api, unwrap } from '../../shared/api/client';
import type { Establishment } from '../../shared/api/types';
import { stale, useMarkStale } from '../../shared/queries';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { ZoneField } from '../../shared/ui/zone-field';
import classes from './settings.module.css';

const NONE = 'none';

interface DialogProps {
  open: Establishment | 'new' | null;
  houses: readonly Establishment[];
  onClose: () => void;
}

/** Opening a house, or changing what is known of it. */
export function HouseDialog({ open, houses, onClose }: DialogProps) {
  const { t } = useTranslation();
  const house = open === 'new' ? null : open;
  return (
    <Modal
      opened={open !== null}
      onClose={onClose}
      title={house ? t('houses.changeOf', { name: house.name }) : t('houses.add')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {open && <HouseForm house={house} houses={houses} onDone={onClose} />}
    </Modal>
  );
}

interface FormProps {
  house: Establishment | null;
  houses: readonly Establishment[];
  onDone: () => void;
}

function HouseForm({ house, houses, onDone }: FormProps) {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const [parentId, setParent] = useState(houses[0]?.id ?? '');
  const [name, setName] = useState(house?.name ?? '');
  const [sector, setSector] = useState<string>(house?.sector ?? NONE);
  const [commune, setCommune] = useState(house?.commune ?? '');
  const [timeZone, setZone] = useState(house?.timeZone ?? houses[0]?.timeZone ?? 'Europe/Paris');
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        sector: SECTORS.find((known) => known === sector) ?? null,
        commune: commune.trim() || null,
        timeZone,
      };
      return house
        ? unwrap(api.PATCH('/api/v1/establishments/{id}', { params: { path: { id: house.id } }, body }))
        : unwrap(api.POST('/api/v1/establishments', { body: { ...body, parentId } }));
    },
    onSuccess: () => {
      notifications.show({ color: 'gray', message: t('houses.saved') });
      void mark(stale.establishmentChanged());
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.dialog} onSubmit={submit}>
      <TextInput
        label={t('houses.name')}
        required
        withAsterisk={false}
        maxLength={LONGEST_NAME}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      {!house && (
        <Select
          label={t('houses.parent')}
          searchable
          data={houses.map((h) => ({ value: h.id, label: h.name }))}
          value={parentId}
          onChange={(id) => id && setParent(id)}
        />
      )}
      <Select
        label={t('houses.sector')}
        data={[
          { value: NONE, label: t('houses.noSector') },
          ...SECTORS.map((value) => ({ value, label: t(`sector.${value}`) })),
        ]}
        value={sector}
        onChange={(value) => setSector(value ?? NONE)}
      />
      <TextInput
        label={`${t('houses.commune')} (${t('optional')})`}
        maxLength={LONGEST_NAME}
        value={commune}
        onChange={(event) => setCommune(event.currentTarget.value)}
      />
      <ZoneField value={timeZone} onChange={setZone} />
      <ErrorNote error={save.error} />
      <PrimaryButton type="submit" fullWidth loading={save.isPending}>
        {house ? t('save') : t('houses.add')}
      </PrimaryButton>
    </form>
  );
}
