import { useTranslation } from 'react-i18next';
import { capabilitiesFor, formRuleOn } from '#rules/platforms';
import classes from './composer.module.css';
import type { Composed, Composition } from './composition';

type Place = 'end' | 'first_comment' | 'none' | 'unseen';

/** Where a channel really shows the baseline: at the end when its post takes no comment, nowhere on a story. */
function placeOn({ channel: { platform, baselinePlacement }, content }: Composed): Place {
  if (baselinePlacement !== 'none' && formRuleOn(platform, content)?.textless) return 'unseen';
  return baselinePlacement === 'first_comment' && !capabilitiesFor(platform, content).firstComment
    ? 'end'
    : baselinePlacement;
}

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
