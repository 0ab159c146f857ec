import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { ApiKey } from '../../shared/api/types';
import { shortDay } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { Confirm } from '../../shared/ui/confirm';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { ApiKeyDialog } from './api-key-dialog';
import classes from './settings.module.css';

/** Keys for scripts and other tools: each acts as the person who made it. */
export function ApiKeys() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['api-keys'],
    queryFn: () => unwrap(api.GET('/api/v1/api-keys')).then((page) => page.items),
  });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Rows count={1} height={44} />;
  return (
    <>
      <p className={classes.hint}>{t('keys.lead')}</p>
      {data.length > 0 && (
        <ul className={classes.list}>
          {data.map((key) => (
            <KeyLine key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      <Button variant="default" mt="sm" onClick={() => setAdding(true)}>
        {t('keys.add')}
      </Button>
      <ApiKeyDialog opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function KeyLine({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: apiKey.id } } })),
    onSuccess: () => notifications.show({ color: 'gray', message: t('keys.removed') }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  const { name, prefix, scopes, createdAt, lastUsedAt } = apiKey;
  const facts = [
    `${prefix}…`,
    t(scopes.includes('posts') ? 'keys.write' : 'keys.read'),
    t('keys.madeOn', { day: shortDay(createdAt, language) }),
    lastUsedAt ? t('keys.usedOn', { day: shortDay(lastUsedAt, language) }) : t('keys.neverUsed'),
  ];
  return (
    <li className={classes.line}>
      <span className={classes.who}>
        <strong>{name}</strong>
        <span>{facts.join(' · ')}</span>
        <ErrorNote error={remove.error} />
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('keys.removeOf', { name })}
        onClick={() => setAsking(true)}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
      <Confirm
        opened={asking}
        title={t('keys.removeOf', { name })}
        action={t('remove')}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          remove.mutate();
          setAsking(false);
        }}
      >
        {t('keys.removeText')}
      </Confirm>
    </li>
  );
}
