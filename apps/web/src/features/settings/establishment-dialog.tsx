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
  establishments: readonly Establishment[];
  onClose: () => void;
}

/** Creates or changes an establishment. */
export function EstablishmentDialog({ open, establishments, onClose }: DialogProps) {
  const { t } = useTranslation();
  const establishment = open === 'new' ? null : open;
  return (
    <Modal
      opened={open !== null}
      onClose={onClose}
      title={
        establishment ? t('establishments.changeOf', { name: establishment.name }) : t('establishments.add')
      }
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {open && (
        <EstablishmentForm establishment={establishment} establishments={establishments} onDone={onClose} />
      )}
    </Modal>
  );
}

interface FormProps {
  establishment: Establishment | null;
  establishments: readonly Establishment[];
  onDone: () => void;
}

function EstablishmentForm({ establishment, establishments, onDone }: FormProps) {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const [parentId, setParent] = useState(establishments[0]?.id ?? '');
  const [name, setName] = useState(establishment?.name ?? '');
  const [sector, setSector] = useState<string>(establishment?.sector ?? NONE);
  const [commune, setCommune] = useState(establishment?.commune ?? '');
  const [timeZone, setZone] = useState(
    establishment?.timeZone ?? establishments[0]?.timeZone ?? 'Europe/Paris',
  );
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        sector: SECTORS.find((known) => known === sector) ?? null,
        commune: commune.trim() || null,
        timeZone,
      };
      return establishment
        ? unwrap(
            api.PATCH('/api/v1/establishments/{id}', { params: { path: { id: establishment.id } }, body }),
          )
        : unwrap(api.POST('/api/v1/establishments', { body: { ...body, parentId } }));
    },
    onSuccess: () => {
      notifications.show({ color: 'gray', message: t('establishments.saved') });
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
        label={t('establishments.name')}
        required
        withAsterisk={false}
        maxLength={LONGEST_NAME}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      {!establishment && (
        <Select
          label={t('establishments.parent')}
          searchable
          data={establishments.map((h) => ({ value: h.id, label: h.name }))}
          value={parentId}
          onChange={(id) => id && setParent(id)}
        />
      )}
      <Select
        label={t('establishments.sector')}
        data={[
          { value: NONE, label: t('establishments.noSector') },
          ...SECTORS.map((value) => ({ value, label: t(`sector.${value}`) })),
        ]}
        value={sector}
        onChange={(value) => setSector(value ?? NONE)}
      />
      <TextInput
        label={`${t('establishments.commune')} (${t('optional')})`}
        maxLength={LONGEST_NAME}
        value={commune}
        onChange={(event) => setCommune(event.currentTarget.value)}
      />
      <ZoneField value={timeZone} onChange={setZone} />
      <ErrorNote error={save.error} />
      <PrimaryButton type="submit" fullWidth loading={save.isPending}>
        {establishment ? t('save') : t('establishments.add')}
      </PrimaryButton>
    </form>
  );
}
