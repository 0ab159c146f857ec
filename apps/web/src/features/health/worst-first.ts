import type { HealthDetails } from '../../shared/api/types';

const ORDER = ['critical', 'warning', 'ok'];

/** Findings with the worst first; stable among equals. */
export const worstFirst = <F extends Pick<HealthDetails['findings'][number], 'state'>>(
  findings: readonly F[],
): F[] => [...findings].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
