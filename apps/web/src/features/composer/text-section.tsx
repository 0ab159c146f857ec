import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { capabilitiesFor } from '#rules/platforms';
import type { Variant } from '../../shared/api/types';
import { Counters } from './counters';
import type { Draft } from './draft';
import { OptionFields } from './option-fields';
import { ProblemList } from './problem-list';
import type { Composed, Composition, ShownProblem } from './composition';
import classes from './composer.module.css';

/** Props of every part of the composer: the draft, and how to change it. */
export interface SectionProps {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  disabled: boolean;
}

const isText = ({ path }: ShownProblem): boolean => path === 'text';
const isComment = ({ path }: ShownProblem): boolean => path === 'firstComment';

/** The common text, for every channel without its own. */
export function CommonText({
  draft,
  change,
  disabled,
  composition,
}: SectionProps & { composition: Composition }) {
  const { t } = useTranslation();
  const following = composition.channels.filter(
    ({ channel }) => draft.variants[channel.id]?.text === undefined,
  );
  return (
    <div>
      <Textarea
        dir="auto"
        label={t('post.text')}
        placeholder={t('post.textPlaceholder')}
        rows={6}
        classNames={{ input: classes.growing }}
        size="md"
        readOnly={disabled}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Counters of={following} />
      <ProblemList of={following} path={isText} />
    </div>
  );
}

/** One channel's own text, first comment and options. */
export function ChannelText({ draft, change, disabled, composed }: SectionProps & { composed: Composed }) {
  const { t } = useTranslation();
  const { channel } = composed;
  const variant = draft.variants[channel.id] ?? {};
  const set = (patch: Partial<Variant>): void => {
    const next: Variant = { ...variant, ...patch };
    if (next.text === undefined) delete next.text;
    if (!next.firstComment) delete next.firstComment;
    change({ variants: { ...draft.variants, [channel.id]: next } });
  };
  const own = variant.text !== undefined;
  const { firstComment } = capabilitiesFor(channel.platform, composed.content, channel.limits);
  return (
    <div className={classes.stack}>
      <div>
        <Textarea
          dir="auto"
          label={t('post.textFor', { channel: channel.name })}
          description={own ? undefined : t('post.followsAll')}
          rows={6}
          classNames={{ input: classes.growing }}
          size="md"
          readOnly={disabled || !own}
          className={own ? undefined : classes.following}
          value={variant.text ?? draft.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        <Counters of={[composed]} />
        <ProblemList of={[composed]} path={isText} />
        <Button
          mt="xs"
          size="compact-sm"
          variant="default"
          disabled={disabled}
          onClick={() => set({ text: own ? undefined : draft.text })}
        >
          {t(own ? 'post.follow' : 'post.adapt')}
        </Button>
      </div>
      {(firstComment || variant.firstComment) && (
        <div>
          <Textarea
            dir="auto"
            label={t('post.firstComment')}
            description={t('post.firstCommentHint')}
            autosize
            minRows={2}
            readOnly={disabled}
            value={variant.firstComment ?? ''}
            onChange={(event) => set({ firstComment: event.currentTarget.value })}
          />
          <ProblemList of={[composed]} path={isComment} />
        </div>
      )}
    </div>
  );
}

/** The network's own options, and its other problems. */
export function ChannelOptions({ draft, change, disabled, composed }: SectionProps & { composed: Composed }) {
  const { id } = composed.channel;
  const variant = draft.variants[id] ?? {};
  return (
    <div>
      <OptionFields
        composed={composed}
        values={variant.options ?? {}}
        disabled={disabled}
        onChange={(options) => change({ variants: { ...draft.variants, [id]: { ...variant, options } } })}
      />
      <ProblemList
        of={[composed]}
        path={({ path }) => !/^(text|firstComment|options|media|type|link)/.test(path)}
      />
    </div>
  );
}
