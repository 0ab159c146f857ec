import { ActionIcon, Button, Modal } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { Invitation } from '../../shared/api/types';
import { shortDay } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries } from '../../shared/queries';
import { ErrorNote } from '../../shared/ui/notes';
import { Delivered } from './delivered';
import classes from './members.module.css';
import { useMemberAction } from './use-member-action';

/** Open invitations. */
export function Invitations() {
  const { t } = useTranslation();
  const { data, error } = useQuery(queries.invitations());
  if (error) return <ErrorNote error={error} />;
  if (!data || data.length === 0) return null;
  return (
    <section aria-label={t('people.pending')}>
      <h2 className={classes.establishment}>{t('people.pending')}</h2>
      <div className={classes.list}>
        {data.map((invitation) => (
          <InvitationLine key={invitation.id} invitation={invitation} />
        ))}
      </div>
    </section>
  );
}

function InvitationLine({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, email, role, establishmentName, invitedBy, expiresAt } = invitation;
  const params = { path: { id } };
  const send = useMemberAction(
    () => unwrap(api.POST('/api/v1/invitations/{id}/send', { params })),
    t('people.invited'),
  );
  const revoke = useMemberAction(
    () => unwrap(api.DELETE('/api/v1/invitations/{id}', { params })),
    t('people.revoked'),
  );
  return (
    <article className={classes.line}>
      <div className={classes.who}>
        <strong>{email}</strong>
        <span>
          {t('people.pendingLine', {
            role: t(`role.${role}`),
            establishment: establishmentName,
            by: invitedBy,
            day: shortDay(expiresAt, language),
          })}
        </span>
      </div>
      <Button
        variant="default"
        aria-label={t('people.sendAgainTo', { email })}
        loading={send.isPending}
        onClick={() => send.mutate(undefined)}
      >
        {t('people.sendAgain')}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={t('people.revokeOf', { email })}
        onClick={() => revoke.mutate(undefined)}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
      <div className={classes.error}>
        <ErrorNote error={send.error ?? revoke.error} />
      </div>
      <Modal
        opened={send.data !== undefined}
        onClose={() => send.reset()}
        title={t('people.pending')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className={classes.form}>{send.data && <Delivered sent={send.data} />}</div>
      </Modal>
    </article>
  );
}
