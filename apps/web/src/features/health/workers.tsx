import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HealthDetails } from '../../shared/api/types';
import { localeOf, relativeSeconds } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import classes from './health.module.css';
import { HealthSign } from './health-sign';

/** Each worker as it last reported itself. */
export function Workers({ workers }: { workers: HealthDetails['workers'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (workers.length === 0) return <p className={classes.none}>{t('health.noWorkers')}</p>;
  const offset = new Intl.NumberFormat(localeOf(language), { signDisplay: 'exceptZero' });
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('health.worker')}</Table.Th>
            <Table.Th>{t('health.version')}</Table.Th>
            <Table.Th>{t('health.seen')}</Table.Th>
            <Table.Th>{t('health.swept')}</Table.Th>
            <Table.Th>{t('health.offset')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {workers.map((worker) => (
            <Table.Tr key={worker.id}>
              <Table.Td>
                <span className={classes.worker}>
                  <HealthSign state={worker.alive ? 'ok' : 'critical'} size={16} />
                  {worker.id}
                  <span className="visually-hidden">
                    , {t(`health.mark.${worker.alive ? 'ok' : 'critical'}`)}
                  </span>
                </span>
              </Table.Td>
              <Table.Td className="tabular">{worker.version}</Table.Td>
              <Table.Td>{relativeSeconds(worker.seenAt, language)}</Table.Td>
              <Table.Td>
                {worker.sweptAt ? relativeSeconds(worker.sweptAt, language) : t('health.never')}
              </Table.Td>
              <Table.Td className="tabular">{offset.format(worker.clockOffsetMs)} ms</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
