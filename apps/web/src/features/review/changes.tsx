import { useTranslation } from 'react-i18next';
import type { RevisionDetail } from '../../shared/api/types';
import { useChannels } from '../../shared/api/lists';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import { diffWords } from './diff';
import classes from './review.module.css';

type Frozen = RevisionDetail['channels'][number];

const wording = (channel: Frozen): string =>
  [channel.text, channel.firstComment].filter(Boolean).join('\n\n');

/** Changes since the last decision by channel; equal changes are shown once. */
export function Changes({ now, before }: { now: RevisionDetail; before: RevisionDetail | null }) {
  const { t } = useTranslation();
  const names = useChannels().data ?? [];
  if (!before) return <p className={classes.fact}>{t('review.firstTime')}</p>;
  const since = before.state === 'changes_requested' ? 'review.sinceRequest' : 'review.since';
  const groups = new Map<string, { channel: Frozen; old: Frozen | undefined; with: Frozen[] }>();
  for (const channel of now.channels) {
    const old = before.channels.find(({ channelId }) => channelId === channel.channelId);
    const key = JSON.stringify([
      old && wording(old),
      wording(channel),
      old?.mediaIds.join() !== channel.mediaIds.join(),
    ]);
    const group = groups.get(key);
    if (group) group.with.push(channel);
    else groups.set(key, { channel, old, with: [channel] });
  }
  return (
    <section className={classes.changes} aria-label={t(since)}>
      <h2 className={classes.label}>{t(since)}</h2>
      {[...groups.values()].map(({ channel, old, with: all }) => (
        <div key={channel.channelId}>
          {groups.size > 1 && (
            <p className={classes.where}>
              {all.map(({ channelId, platform }) => (
                <span key={channelId}>
                  <NetworkGlyph platform={platform} />
                  <span dir="auto">{names.find(({ id }) => id === channelId)?.name}</span>
                </span>
              ))}
            </p>
          )}
          <ChannelChange channel={channel} old={old} />
        </div>
      ))}
    </section>
  );
}

function ChannelChange({ channel, old }: { channel: Frozen; old: Frozen | undefined }) {
  const { t } = useTranslation();
  if (!old) return <p className={classes.fact}>{t('review.channelAdded')}</p>;
  const sameText = wording(old) === wording(channel);
  const sameMedia = old.mediaIds.join() === channel.mediaIds.join();
  return (
    <>
      {sameText ? (
        <p className={classes.fact}>{t('review.same')}</p>
      ) : (
        <p className={classes.diff} dir="auto">
          {diffWords(wording(old), wording(channel)).map((part, index) =>
            part.kind === 'same' ? (
              <span key={index}>{part.text}</span>
            ) : part.kind === 'removed' ? (
              <del key={index}>
                <span className="visually-hidden">{t('review.removed')} </span>
                {part.text}
              </del>
            ) : (
              <ins key={index}>
                <span className="visually-hidden">{t('review.added')} </span>
                {part.text}
              </ins>
            ),
          )}
        </p>
      )}
      {!sameMedia && <p className={classes.fact}>{t('review.mediaChanged')}</p>}
    </>
  );
}
