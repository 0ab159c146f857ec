import { ActionIcon, Select } from '@mantine/core';
import { IconTrash, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '#rules/identity';
import { api, unwrap } from '../../shared/api/client';
import type { Member } from '../../shared/api/types';
import { queries } from '../../shared/queries';
import { useMay } from '../../shared/session/use-me';
import { Confirm } from '../../shared/ui/confirm';
import { EmptyState, ErrorNote, Rows } from '../../shared/ui/notes';
import { Page } from '../../shared/ui/page';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { AccountHelp } from './account-help';
import { AddMemberDialog } from './add-member-dialog';
import { byEstablishment } from './by-establishment';
import { Invitations } from './invitations';
import classes from './members.module.css';
import { useMemberAction } from './use-member-action';

/** People by establishment, with their roles. */
export default function MembersScreen() {
  const { t } = useTranslation();
  const admin = useMay('member.manage');
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(queries.members());
  return (
    <Page
      title={t('members.title')}
      lead={t('members.lead')}
      actions={admin && <PrimaryButton onClick={() => setAdding(true)}>{t('members.add')}</PrimaryButton>}
    >
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Rows count={4} height={64} />}
      {data?.length === 0 && (
        <EmptyState icon={<IconUsers size={40} stroke={1.2} />}>{t('members.empty')}</EmptyState>
      )}
      {[...byEstablishment(data ?? [])].map(([establishment, members]) => (
        <section key={establishment} aria-label={establishment}>
          <h2 className={classes.establishment}>{establishment}</h2>
          <div className={classes.list}>
            {members.map((member) => (
              <MemberLine key={member.id} member={member} admin={admin} />
            ))}
          </div>
        </section>
      ))}
      {admin && <Invitations />}
      <AddMemberDialog opened={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}

function MemberLine({ member, admin }: { member: Member; admin: boolean }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const params = { path: { id: member.id } };
  const names = { name: member.name, establishment: member.establishmentName };
  const change = useMemberAction(
    (role: Member['role']) => unwrap(api.PATCH('/api/v1/members/{id}', { params, body: { role } })),
    t('members.changed'),
  );
  const remove = useMemberAction(
    () => unwrap(api.DELETE('/api/v1/members/{id}', { params })),
    t('members.removed'),
  );
  const error = change.error ?? remove.error;
  return (
    <article className={classes.line}>
      <div className={classes.who}>
        <strong>
          {member.name}
          {member.isYou && <span> ({t('members.you')})</span>}
        </strong>
        <span>{member.email}</span>
      </div>
      {admin && !member.isYou ? (
        <div className={classes.acts}>
          <Select
            className={classes.role}
            aria-label={t('members.roleOf', names)}
            value={member.role}
            data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            onChange={(value) => {
              const role = ROLES.find((r) => r === value);
              if (role) change.mutate(role);
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('members.removeOf', names)}
            onClick={() => setAsking(true)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
          <AccountHelp member={member} />
        </div>
      ) : (
        <span>{t(`role.${member.role}`)}</span>
      )}
      {error && (
        <div className={classes.error}>
          <ErrorNote error={error} />
        </div>
      )}
      <Confirm
        opened={asking}
        title={t('members.removeTitle', names)}
        action={t('remove')}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          remove.mutate(undefined);
          setAsking(false);
        }}
      >
        {t('members.removeText', names)}
      </Confirm>
    </article>
  );
}
