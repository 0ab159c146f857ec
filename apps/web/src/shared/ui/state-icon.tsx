import {
  IconAlertHexagon,
  IconAlertTriangle,
  IconBan,
  IconCalendarCheck,
  IconCheck,
  IconChecks,
  IconCircleDashed,
  IconCircleHalf2,
  IconPencilMinus,
  IconProgress,
  IconThumbUp,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PostState } from '../api/types';
import classes from './marks.module.css';

/** Displayed state of a post: its own, or that a publication needs attention. */
export type ShownState = PostState | 'needs_attention';

const ICONS: Record<ShownState, Icon> = {
  draft: IconCircleDashed,
  in_review: IconCircleHalf2,
  changes_requested: IconPencilMinus,
  approved: IconThumbUp,
  scheduled: IconCalendarCheck,
  publishing: IconProgress,
  published: IconCheck,
  partially_published: IconChecks,
  failed: IconAlertTriangle,
  cancelled: IconBan,
  needs_attention: IconAlertHexagon,
};

export function StateIcon({ state, size = 14 }: { state: ShownState; size?: number }) {
  const Sign = ICONS[state];
  return <Sign size={size} stroke={2} aria-hidden className={classes.icon} data-state={state} />;
}

/** Icon, word and shape: readable without colour. */
export function StateBadge({ state }: { state: ShownState }) {
  const { t } = useTranslation();
  return (
    <span className={classes.badge} data-state={state}>
      <StateIcon state={state} />
      {t(`state.${state}`)}
    </span>
  );
}
