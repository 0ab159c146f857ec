import { ActionIcon, Menu, Modal } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { Member } from '../../shared/api/types';
import { Confirm } from '../../shared/ui/confirm';
import { ErrorNote } from '../../shared/ui/notes';
import { ShownOnce } from '../../shared/ui/shown-once';
import classes from './members.module.css';
import { useMemberAction } from './use-member-action';

/** An administrator's acts on a person's account: restore access, or end it everywhere. */
export function AccountHelp({ member }: { member: Member }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const params = { path: { id: member.id } };
  const { name } = member;
  const link = useMemberAction(
    () => unwrap(api.POST('/api/v1/members/{id}/password-link', { params })),
    t('people.passwordLink'),
  );
  const end = useMemberAction(
    () => unwrap(api.DELETE('/api/v1/members/{id}/sessions', { params })),
    t('people.sessionsEnded'),
  );
  const off = useMemberAction(
    () => unwrap(api.DELETE('/api/v1/members/{id}/two-factor', { params })),
    t('people.twoFactorOffDone'),
  );
  const error = link.error ?? end.error ?? off.error;
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('people.actionsFor', { name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => link.mutate(undefined)}>{t('people.passwordLink')}</Menu.Item>
          <Menu.Item onClick={() => end.mutate(undefined)}>{t('people.endSessions')}</Menu.Item>
          <Menu.Item onClick={() => setAsking(true)}>{t('people.twoFactorOff')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {error && (
        <div className={classes.error}>
          <ErrorNote error={error} />
        </div>
      )}
      <Modal
        opened={link.data !== undefined}
        onClose={() => link.reset()}
        title={t('people.passwordLinkFor', { name })}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className={classes.form}>
          <ShownOnce value={link.data?.link ?? ''}>{t('people.passwordLinkOnce')}</ShownOnce>
        </div>
      </Modal>
      <Confirm
        opened={asking}
        title={t('people.twoFactorOffOf', { name })}
        action={t('remove')}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          off.mutate(undefined);
          setAsking(false);
        }}
      >
        {t('people.twoFactorOffText')}
      </Confirm>
    </>
  );
}
