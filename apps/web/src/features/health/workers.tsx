import { useTranslation } from 'react-i18next';
import type { HealthDetails } from '../../shared/api/types';
import { localeOf, relativeSeconds } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import classes from './health.module.css';
import { HealthSign } from './health-sign';

/** Each worker with its last heartbeat. */
export function Workers({ workers }: { workers: NonNullable<HealthDetails['workers']> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (workers.length === 0) return <p className={classes.none}>{t('health.noWorkers')}</p>;
  const offset = new Intl.NumberFormat(localeOf(language), { signDisplay: 'exceptZero' });
  return (
    <ul className={classes.list}>
      {workers.map((worker) => {
        const state = worker.alive ? 'ok' : 'critical';
        return (
          <li key={worker.id} className={classes.finding}>
            <HealthSign state={state} />
            <span className={classes.name}>
              {worker.id}
              <span className="visually-hidden">, {t(`health.mark.${state}`)}</span>
            </span>
            <span className={classes.sentence}>
              {t('health.workerLine', {
                version: worker.version,
                seen: relativeSeconds(worker.seenAt, language),
                swept: worker.sweptAt ? relativeSeconds(worker.sweptAt, language) : t('health.never'),
                offset: offset.format(worker.clockOffsetMs),
              })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
