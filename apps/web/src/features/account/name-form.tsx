import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_PERSON_NAME } from '#rules/identity';
import { api, unwrap } from '../../shared/api/client';
import { beyond, issueAt } from '../../shared/api/issue-at';
import { stale, useMarkStale } from '../../shared/queries';
import { useMe } from '../../shared/session/use-me';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import classes from './account.module.css';

/** Form for the name that others see. */
export function NameForm() {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const { user } = useMe();
  const [name, setName] = useState(user.name);
  const rename = useMutation({
    mutationFn: () => unwrap(api.PATCH('/api/v1/me', { body: { name } })),
    onSuccess: async () => {
      notifications.show({ color: 'gray', message: t('account.renamed') });
      await mark(stale.accountChanged());
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate();
      }}
    >
      <TextInput
        label={t('account.name')}
        description={t('account.nameHint')}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={LONGEST_PERSON_NAME}
        size="md"
        dir="auto"
        error={issueAt(rename.error, 'name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ErrorNote error={beyond(rename.error, 'name')} />
      <PrimaryButton type="submit" loading={rename.isPending} disabled={name.trim() === user.name}>
        {t('save')}
      </PrimaryButton>
    </form>
  );
}
