import { TextInput } from '@mantine/core';
import { useContext, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFrozen } from '#rules/posts';
import type { Post, LocalSchedule } from '../../shared/api/types';
import { useZone } from '../../shared/session/use-me';
import { Rows } from '../../shared/ui/notes';
import { PanelContext } from '../../shared/ui/resizable-panel';
import { PostFrame } from '../post/post-frame';
import { RevisionHistory } from '../post/revision-history';
import { ShownPreview } from '../post/shown-preview';
import { ChannelPicker } from './channel-picker';
import { ComposerFooter } from './composer-footer';
import { ComposerNotices } from './composer-notices';
import classes from './composer.module.css';
import { FilingSection } from './filing-section';
import { FormatSection } from './format-section';
import { PreviewPane } from './preview-pane';
import { ProblemList } from './problem-list';
import { SaveStatus } from './save-status';
import { ScheduleFields } from './schedule-fields';
import type { SectionProps } from './text-section';
import { WordsByChannel } from './words-by-channel';
import type { Composed, Composition } from './composition';
import { useComposition } from './use-composition';
import type { DraftStore } from './store/draft-store';
import { useDraft, useDraftStore, type DraftHandle } from './use-draft';

interface ComposerProps {
  post: Post | null;
  /** Schedule that a new post starts with, e.g. the day whose “+” was pressed. */
  schedule: LocalSchedule | null;
  onCreated: (post: Post) => void;
  /** Called when it was sent for approval. */
  onDone: (post: Post) => void;
  onClose: () => void;
}

/** Editor of a post: common text, differences per channel, and a preview. */
export function Composer(props: ComposerProps) {
  const { t } = useTranslation();
  const store = useDraftStore(props.post, props.schedule);
  if (store) return <Writing {...props} kept={store} />;
  return (
    <PostFrame title={t('post.newTitle')} state={null} onClose={props.onClose}>
      <Rows count={5} />
    </PostFrame>
  );
}

function Writing({ post, kept, onCreated, onDone, onClose }: ComposerProps & { kept: DraftStore }) {
  const { t } = useTranslation();
  const zone = useZone();
  const store = useDraft(kept, post, onCreated);
  const { draft } = store;
  const composition = useComposition(draft);
  const dateId = useId();
  const [tab, setTab] = useState('all');
  const { wide } = useContext(PanelContext);
  const current = composition.channels.find(({ channel }) => channel.id === tab);
  // During a submission the fields are disabled, because it would not contain what is typed.
  const disabled = store.held || store.submission !== 'none';
  const section = { draft, change: store.change, disabled };

  return (
    <PostFrame
      title={draft.title || (store.post ? firstWords(draft.text) || t('post.newTitle') : t('post.newTitle'))}
      state={store.post?.state ?? 'draft'}
      aside={<SaveStatus state={store} />}
      onClose={onClose}
      footer={<ComposerFooter store={store} composition={composition} dateId={dateId} onDone={onDone} />}
    >
      <div className={classes.columns} data-wide={wide || undefined}>
        <div className={classes.stack}>
          <ComposerNotices store={store} />
          <div>
            <p className={classes.label}>{t('post.channels')}</p>
            <ChannelPicker
              chosen={draft.channelIds}
              disabled={disabled}
              onChange={(channelIds) => store.change({ channelIds })}
            />
          </div>
          <WordsByChannel
            {...section}
            composition={composition}
            current={current}
            latest={store.latest}
            onTab={setTab}
          />
          <LinkField {...section} of={composition.channels} />
          <FormatSection
            value={draft.formatId}
            composition={composition}
            disabled={disabled}
            onChange={(formatId) => store.change({ formatId })}
          />
          <ScheduleFields
            id={dateId}
            value={draft.schedule}
            zone={zone}
            disabled={disabled}
            onChange={(localSchedule) => store.change({ schedule: localSchedule })}
          />
          <details className={classes.more}>
            <summary>{t('post.settings')}</summary>
            <FilingSection {...section} />
          </details>
          {store.post?.revision && (
            <details className={classes.more}>
              <summary>{t('review.history')}</summary>
              <RevisionHistory postId={store.post.id} />
            </details>
          )}
        </div>
        <Shown store={store} composition={composition} wanted={current?.channel.id ?? null} />
      </div>
    </PostFrame>
  );
}

/** Field for the address that the post links to. */
function LinkField({ draft, change, disabled, of }: SectionProps & { of: readonly Composed[] }) {
  const { t } = useTranslation();
  return (
    <div>
      <TextInput
        type="url"
        label={t('post.link')}
        description={t('post.linkHint')}
        placeholder="https://"
        readOnly={disabled}
        value={draft.link}
        onChange={(event) => change({ link: event.currentTarget.value })}
      />
      <ProblemList of={of} path={({ path }) => path === 'link'} />
    </div>
  );
}

/** Preview of the text being written; when it can no longer be edited, of the frozen revision. */
function Shown({
  store: { held, post },
  ...preview
}: {
  store: DraftHandle;
  composition: Composition;
  wanted: string | null;
}) {
  const { t } = useTranslation();
  const frozen = held && post && isFrozen(post.state);
  if (!frozen) return <PreviewPane {...preview} />;
  return (
    <section className={classes.preview} aria-label={t('post.preview')}>
      <p className={classes.label}>{t('post.preview')}</p>
      <ShownPreview post={post} />
    </section>
  );
}

const firstWords = (text: string): string => [...(text.trim().split('\n')[0] ?? '')].slice(0, 60).join('');
