import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HealthDetails } from '../../shared/api/types';
import classes from './health.module.css';
import { HealthSign } from './health-sign';

/** Channels that cannot publish now, with the reason; nothing when all can. */
export function TroubledChannels({ channels }: { channels: HealthDetails['channels'] }) {
  const { t } = useTranslation();
  if (channels.length === 0) return null;
  return (
    <>
      <h2 className={classes.section}>{t('channels.title')}</h2>
      <ul className={classes.list}>
        {channels.map(({ id, name, platform, state }) => (
          <li key={id} className={classes.finding}>
            <HealthSign state={state === 'reconnect_needed' ? 'warning' : 'ok'} />
            <span className={classes.name}>
              <Link className={classes.link} to="/channels">
                {name}
              </Link>
            </span>
            <span className={classes.sentence}>
              {t(`platform.${platform}`)} · {t(`channels.state.${state}`)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
