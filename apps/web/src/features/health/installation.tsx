import { useTranslation } from 'react-i18next';
import type { HealthDetails } from '../../shared/api/types';
import { localeOf, relativeSeconds } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import classes from './health.module.css';

const ENGINES = { postgres: 'PostgreSQL', redis: 'Redis' };

/** Counts of due publications and, for operators, figures of the installation. */
export function Installation({ health }: { health: HealthDetails }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = (value: number, unit: string, digits = 0): string =>
    new Intl.NumberFormat(localeOf(language), {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  const speed = (kind: keyof typeof ENGINES, ms: number | null): string =>
    ms === null
      ? t('health.silent', { kind: ENGINES[kind] })
      : t('health.latency', { kind: ENGINES[kind], ms: number(ms, 'millisecond') });
  const { publications, database, queue, disk, storage } = health;
  const lines: [string, string | number][] = [
    [t('health.due'), publications.due],
    [t('health.late'), publications.late],
    [
      t('health.oldestDue'),
      publications.oldestDueAt ? relativeSeconds(publications.oldestDueAt, language) : t('health.none'),
    ],
  ];
  if (!database || !queue || !storage) return <Facts lines={lines} />;
  lines.push(
    [t('health.queueDepth'), queue.publishing ?? '–'],
    [t('health.mailDepth'), queue.mail ?? '–'],
    [t('health.database'), speed(database.kind, database.latencyMs)],
    [t('health.queue'), speed(queue.kind, queue.latencyMs)],
    [t('health.storage'), t(`health.${storage}`)],
    [
      t('health.diskFree'),
      disk
        ? t('health.ofTotal', {
            free: number(disk.freeBytes / 1e9, 'gigabyte', 1),
            total: number(disk.totalBytes / 1e9, 'gigabyte'),
          })
        : '–',
    ],
    [t('health.mail'), t(health.mailConfigured ? 'health.configured' : 'health.notConfigured')],
    [t('health.zones'), health.timeZones ?? '–'],
  );
  return <Facts lines={lines} />;
}

function Facts({ lines }: { lines: [string, string | number][] }) {
  return (
    <dl className={classes.facts}>
      {lines.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
