import { useTranslation } from 'react-i18next';
import type { HealthDetails } from '../../shared/api/types';
import classes from './health.module.css';
import { HealthSign } from './health-sign';

const WORST_FIRST = ['critical', 'warning', 'ok'];

/** Every check with what was found and, where something can be done, what; the worst first. */
export function Findings({ findings }: { findings: HealthDetails['findings'] }) {
  const { t } = useTranslation();
  const sorted = [...findings].sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
  return (
    <ul className={classes.list}>
      {sorted.map(({ check, state, name, sentence, advice }) => (
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
