import { useTranslation } from 'react-i18next';
import type { HealthDetails } from '../../shared/api/types';
import classes from './health.module.css';
import { HealthSign } from './health-sign';
import { worstFirst } from './worst-first';

/** Every check with its finding and, where possible, advice; the worst first. */
export function Findings({ findings }: { findings: HealthDetails['findings'] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list}>
      {worstFirst(findings).map(({ check, state, name, sentence, advice }) => (
        <li key={check} className={classes.finding} data-state={state}>
          <HealthSign state={state} />
          <span className={classes.name}>
            {name}
            <span className="visually-hidden">, {t(`health.mark.${state}`)}</span>
          </span>
          <span className={classes.sentence}>
            {sentence}
            {advice && <span className={classes.advice}>{advice}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
