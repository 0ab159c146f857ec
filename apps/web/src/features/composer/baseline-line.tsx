import { useTranslation } from 'react-i18next';
import { capabilitiesOf } from '#rules/platforms';
import classes from './composer.module.css';
import type { Composed, Composition } from './composition';

type Place = 'end' | 'first_comment' | 'none';

/** Where a channel really shows the baseline: at the end when the network has no comments. */
const placeOn = ({ channel }: Composed): Place =>
  channel.baselinePlacement === 'first_comment' && !capabilitiesOf(channel.platform).firstComment
    ? 'end'
    : channel.baselinePlacement;

/** The baseline as it will appear, with its place on each network where places differ. */
export function BaselineLine({ composition }: { composition: Composition }) {
  const { t } = useTranslation();
  const { baseline, channels } = composition;
  if (!baseline) return null;
  const places = new Map<Place, Set<string>>();
  for (const composed of channels) {
    const place = placeOn(composed);
    places.set(place, (places.get(place) ?? new Set()).add(t(`platform.${composed.channel.platform}`)));
  }
  const words = [...places].map(([place, networks]) =>
    places.size === 1
      ? t(`post.baselineAt.${place}`)
      : t('post.baselineOn', { place: t(`post.baselineAt.${place}`), networks: [...networks].join(', ') }),
  );
  return (
    <span className={classes.baselineLine}>
      «{'\u202f'}
      {baseline}
      {'\u202f'}» {words.join(' · ')}
    </span>
  );
}
