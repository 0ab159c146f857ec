import { ActionIcon, Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_PERSON_NAME } from '#rules/identity';
import { ApiError } from '../../shared/api/api-error';
import { api, unwrap } from '../../shared/api/client';
import type { Passkey } from '../../shared/api/types';
import { shortDay } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries, stale, useMarkStale } from '../../shared/queries';
import { ErrorNote, Note, Rows } from '../../shared/ui/notes';
import { addPasskey, passkeysWork } from '../../shared/session/passkey';
import classes from './account.module.css';
import { ProofDialog } from './proof-dialog';
import { useDeviceWords } from './use-device-words';

/** The account's passkeys. */
export function Passkeys() {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const words = useDeviceWords();
  const [asking, setAsking] = useState(false);
  const [name, setName] = useState(() => words(navigator.userAgent));
  const { data, error, refetch } = useQuery(queries.passkeys());
  const settled = () => mark(stale.passkeyChanged());
  const add = useMutation({
    mutationFn: (password: string) => addPasskey(name, password),
    onSuccess: () => {
      setAsking(false);
      notifications.show({ color: 'gray', message: t('account.passkeyAdded') });
    },
    onError: (failure) => setAsking(failure instanceof ApiError),
    onSettled: settled,
  });
  const remove = useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/api/v1/me/passkeys/{id}', { params: { path: { id } } })),
    onSuccess: () => notifications.show({ color: 'gray', message: t('account.passkeyRemoved') }),
    onSettled: settled,
  });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Rows count={1} />;
  return (
    <>
      <p className={classes.hint}>{t('account.passkeysLead')}</p>
      {data.length > 0 && (
        <ul className={classes.list}>
          {data.map((passkey) => (
            <PasskeyLine key={passkey.id} passkey={passkey} onRemove={() => remove.mutate(passkey.id)} />
          ))}
        </ul>
      )}
      <ErrorNote error={remove.error} />
      {add.error && !(add.error instanceof ApiError) && (
        <Note tone="amber">{t('account.passkeyFailed')}</Note>
      )}
      {passkeysWork() && (
        <div className={classes.form}>
          <TextInput
            label={t('account.passkeyName')}
            maxLength={LONGEST_PERSON_NAME}
            size="md"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button variant="default" disabled={name.trim() === ''} onClick={() => setAsking(true)}>
            {t('account.passkeyAdd')}
          </Button>
        </div>
      )}
      <ProofDialog
        opened={asking}
        error={add.error instanceof ApiError ? add.error : null}
        pending={add.isPending}
        onProof={(password) => add.mutate(password)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function PasskeyLine({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li className={classes.line}>
      <span className={classes.what}>
        <strong dir="auto">{passkey.name}</strong>
        <span>
          {t('keys.madeOn', { day: shortDay(passkey.createdAt, language) })}
          {' · '}
          {passkey.lastUsedAt
            ? t('keys.usedOn', { day: shortDay(passkey.lastUsedAt, language) })
            : t('keys.neverUsed')}
        </span>
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={t('account.passkeyRemoveOf', { name: passkey.name })}
        onClick={onRemove}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </li>
  );
}
