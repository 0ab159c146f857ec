import { Checkbox, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import { beyond, issueAt } from '../../shared/api/issue-at';
import { stale, useMarkStale } from '../../shared/queries';
import { useMe } from '../../shared/session/use-me';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { NewPassword } from '../../shared/ui/new-password-fields';
import classes from './account.module.css';

/** Form to change the password, with the old one. */
export function PasswordForm() {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const { user } = useMe();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [keys, setKeys] = useState(false);
  const change = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/me/password', {
          body: { currentPassword: current, newPassword: next, revokeApiKeys: keys },
        }),
      ),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      notifications.show({ color: 'gray', message: t('account.passwordChanged') });
      await mark(stale.accountChanged());
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
      <PasswordInput
        label={t('account.current')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        size="md"
        error={issueAt(change.error, 'currentPassword')}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <NewPassword
        label={t('account.next')}
        value={next}
        onChange={setNext}
        error={issueAt(change.error, 'newPassword')}
      />
      <Checkbox
        label={t('account.revokeKeys')}
        checked={keys}
        onChange={(event) => setKeys(event.currentTarget.checked)}
      />
      <ErrorNote error={beyond(change.error, 'currentPassword', 'newPassword')} />
      <PrimaryButton type="submit" loading={change.isPending}>
        {t('account.changePassword')}
      </PrimaryButton>
    </form>
  );
}
