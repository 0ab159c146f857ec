import { Button, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuditEntry } from '../../shared/api/types';
import { shortInstant } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries } from '../../shared/queries';
import { useZone } from '../../shared/session/use-me';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import classes from './settings.module.css';

/** The organisation's history, the latest first. */
export function AuditLog() {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const log = useInfiniteQuery(queries.auditLog());
  if (log.error) return <ErrorNote error={log.error} onRetry={() => void log.refetch()} />;
  if (!log.data) return <Rows count={5} height={36} />;
  const entries = log.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) return <p className={classes.hint}>{t('settings.auditEmpty')}</p>;
  return (
    <>
      <Table.ScrollContainer minWidth={480}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('settings.when')}</Table.Th>
              <Table.Th>{t('settings.who')}</Table.Th>
              <Table.Th>{t('settings.what')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Table.Tr key={entry.id}>
                <Table.Td className="tabular">{shortInstant(entry.at, zone, language)}</Table.Td>
                <Table.Td>
                  <span title={entry.actorEmail ?? undefined}>{entry.actor}</span>
                  {entry.apiKey && <> · {t('rules.viaKey', { name: entry.apiKey.name })}</>}
                </Table.Td>
                <Table.Td>
                  <What entry={entry} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {log.hasNextPage && (
        <Button variant="default" onClick={() => void log.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
    </>
  );
}

function What({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation();
  const key = `settings.action.${entry.action}`;
  // An action that this version does not know is shown by its code.
  const words = i18n.exists(key) ? t(key as 'settings.action.post.approved') : entry.action;
  return entry.subjectType === 'post' && entry.subjectId ? (
    <Link className={classes.subject} to={`/posts/${entry.subjectId}`}>
      {words}
    </Link>
  ) : (
    words
  );
}
