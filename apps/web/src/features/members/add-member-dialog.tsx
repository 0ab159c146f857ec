import { Button, Code, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import { useEstablishments } from '../../shared/api/lists';
import type { Role } from '../../shared/api/types';
import { ErrorNote, Note } from '../../shared/ui/notes';
import { CopyButton } from '../../shared/ui/copy-button';
import { PrimaryButton } from '../../shared/ui/primary-button';
import classes from './members.module.css';
import { ROLES, useMemberAction } from './use-member-action';

/** Adding a person; their first password is shown once, here. */
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
  const houses = useEstablishments().data ?? [];
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const [house, setHouse] = useState<string | null>(null);
  const establishmentId = house ?? houses[0]?.id ?? '';
  const add = useMemberAction(
    () =>
      unwrap(
        api.POST('/api/v1/members', {
          body: { name: name.trim(), email: email.trim(), role, establishmentId },
        }),
      ),
    t('members.added'),
  );
  if (add.data) {
    const password = add.data.initialPassword;
    return (
      <div className={classes.form}>
        {password ? (
          <>
            <strong>{t('members.passwordTitle', { name: add.data.member.name })}</strong>
            <Code block className={classes.password}>
              {password}
            </Code>
            <Note tone="amber">{t('members.passwordOnce')}</Note>
            <CopyButton value={password}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? 'copied' : 'copy')}
                </Button>
              )}
            </CopyButton>
          </>
        ) : (
          <p>{t('members.existing')}</p>
        )}
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
        label={t('members.name')}
        required
        withAsterisk={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        type="email"
        label={t('members.email')}
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Select
        label={t('members.role')}
        description={t(`members.roleHint.${role}`)}
        value={role}
        data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(value) => setRole(ROLES.find((r) => r === value) ?? role)}
      />
      <Select
        label={t('members.house')}
        searchable
        value={establishmentId || null}
        data={houses.map((h) => ({ value: h.id, label: h.name }))}
        onChange={setHouse}
      />
      <ErrorNote error={add.error} />
      <PrimaryButton type="submit" fullWidth loading={add.isPending} disabled={!establishmentId}>
        {t('members.add')}
      </PrimaryButton>
    </form>
  );
}
