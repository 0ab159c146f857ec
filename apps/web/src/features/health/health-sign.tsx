import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle } from '@tabler/icons-react';
import type { HealthDetails } from '../../shared/api/types';
import classes from './health.module.css';

const SIGNS = { ok: IconCircleCheck, warning: IconExclamationCircle, critical: IconAlertTriangle };

/** A state by shape as well as colour, for display beside its word. */
export function HealthSign({ state, size = 20 }: { state: HealthDetails['state']; size?: number }) {
  const Sign = SIGNS[state];
  return <Sign className={classes.sign} data-state={state} size={size} stroke={1.8} aria-hidden />;
}
