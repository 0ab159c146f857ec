import { ActionIcon, Button, Switch } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { API_SCOPES } from '#rules/identity';
import { api, unwrap } from '../../shared/api/client';
import type { ApiKey } from '../../shared/api/types';
import { shortDay } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries, stale, useMarkStale } from '../../shared/queries';
import { useMay, useMe } from '../../shared/session/use-me';
import { Confirm } from '../../shared/ui/confirm';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { ApiKeyDialog } from './api-key-dialog';
import classes from './settings.module.css';

/** Keys for scripts and other tools: each acts as the person who made it. */
export function ApiKeys() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [everyone, setEveryone] = useState(false);
  const mayWrite = useMay('post.write');
  const mayAll = useMay('security.read');
  const { data, error, refetch } = useQuery(queries.apiKeys(everyone));
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Rows count={1} height={44} />;
  return (
    <>
      <p className={classes.hint}>{t('keys.lead')}</p>
      {mayAll && (
        <Switch
          mb="sm"
          label={t('keyScopes.everyone')}
          checked={everyone}
          onChange={(event) => setEveryone(event.currentTarget.checked)}
        />
      )}
      {data.length > 0 && (
        <ul className={classes.list}>
          {data.map((key) => (
            <KeyLine key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      {mayWrite && (
        <Button variant="default" mt="sm" onClick={() => setAdding(true)}>
          {t('keys.add')}
        </Button>
      )}
      <ApiKeyDialog opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function KeyLine({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mark = useMarkStale();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: apiKey.id } } })),
    onSuccess: () => notifications.show({ color: 'gray', message: t('keys.removed') }),
    onSettled: () => void mark(stale.apiKeyChanged()),
  });
  const me = useMe();
  const { name, prefix, scopes, createdAt, lastUsedAt, expiresAt, owner } = apiKey;
  const [over] = useState(() => Date.parse(expiresAt) < Date.now());
  const ends = { day: shortDay(expiresAt, language) };
  const facts = [
    ...(owner.id === me.user.id ? [] : [owner.name]),
    `${prefix}…`,
    API_SCOPES.filter((scope) => scopes.includes(scope))
      .map((scope) => t(`keyScopes.${scope}`))
      .join(', '),
    t(over ? 'keyScopes.ended' : 'keyScopes.until', ends),
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
