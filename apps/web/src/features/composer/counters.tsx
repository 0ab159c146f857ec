import { useTranslation } from 'react-i18next';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import type { Composed } from './composition';
import classes from './composer.module.css';
import { localeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';

/** Characters left on each network, by the longest text of its channels; with baseline and link. */
export function Counters({ of }: { of: readonly Composed[] }) {
  const { t } = useTranslation();
  const number = new Intl.NumberFormat(localeOf(useLanguage()));
  const fullest = new Map<string, Composed>();
  for (const composed of of) {
    const known = fullest.get(composed.channel.platform);
    if (!known || known.count < composed.count) fullest.set(composed.channel.platform, composed);
  }
  return (
    <div className={classes.counters}>
      {[...fullest.values()].map(({ channel, count, limit }) => (
        <span key={channel.platform} data-over={count > limit || undefined} className="tabular">
          <NetworkGlyph platform={channel.platform} size={14} />
          <span aria-hidden>{`${number.format(count)} / ${number.format(limit)}`}</span>
          <span className="visually-hidden">
            {t('post.counterLabel', { network: t(`platform.${channel.platform}`), count, limit })}
          </span>
        </span>
      ))}
    </div>
  );
}
