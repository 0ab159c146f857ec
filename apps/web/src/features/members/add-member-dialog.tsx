import { Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_PERSON_NAME, ROLES } from '#rules/identity';
import { api, unwrap } from '../../shared/api/client';
import { useEstablishments } from '../../shared/api/lists';
import type { Role } from '../../shared/api/types';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { Delivered } from './delivered';
import classes from './members.module.css';
import { useMemberAction } from './use-member-action';

/** Invites a person: by e-mail, or by a link that is shown once, here. */
export function AddMemberDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('members.add')}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
    >
      <AddForm onClose={onClose} />
    </Modal>
  );
}

function AddForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const establishments = useEstablishments().data ?? [];
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const [establishment, setEstablishment] = useState<string | null>(null);
  const establishmentId = establishment ?? establishments[0]?.id ?? '';
  const add = useMemberAction(
    () =>
      unwrap(
        api.POST('/api/v1/members', {
          body: { ...(name.trim() && { name: name.trim() }), email: email.trim(), role, establishmentId },
        }),
      ),
    t('people.invited'),
  );
  if (add.data) {
    return (
      <div className={classes.form}>
        <Delivered sent={add.data} />
        <PrimaryButton onClick={onClose}>{t('close')}</PrimaryButton>
      </div>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(undefined);
      }}
    >
      <TextInput
        type="email"
        label={t('members.email')}
        required
        withAsterisk={false}
        value={email}
        data-autofocus
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <TextInput
        label={t('members.name')}
        description={t('people.nameHint')}
        maxLength={LONGEST_PERSON_NAME}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('members.role')}
        description={t(`members.roleHint.${role}`)}
        value={role}
        data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(value) => setRole(ROLES.find((r) => r === value) ?? role)}
      />
      <Select
        label={t('members.establishment')}
        searchable
        value={establishmentId || null}
        data={establishments.map((h) => ({ value: h.id, label: h.name }))}
        onChange={setEstablishment}
      />
      <ErrorNote error={add.error} />
      <PrimaryButton type="submit" fullWidth loading={add.isPending} disabled={!establishmentId}>
        {t('members.add')}
      </PrimaryButton>
    </form>
  );
}
