import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_TITLE, MOST_TAGS } from '#rules/posts';
import { api, unwrap } from '../../shared/api/client';
import { useAudiences, useCampaigns } from '../../shared/api/lists';
import { stale, useMarkStale } from '../../shared/queries';
import { ErrorNote } from '../../shared/ui/notes';
import classes from './composer.module.css';
import { isCreate, matching, withCreate } from './creatable';
import { type Draft, tagsOf } from './draft';

const NONE = 'none';

interface FilingProps {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  disabled: boolean;
}

/** Members that help to find and measure the post; the title alone is published, where a network needs one. */
export function FilingSection({ draft, change, disabled }: FilingProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.stack}>
      <TextInput
        label={t('post.title')}
        description={t('post.titleHint')}
        maxLength={LONGEST_TITLE}
        dir="auto"
        readOnly={disabled}
        value={draft.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Audiences draft={draft} change={change} disabled={disabled} />
      <Campaign draft={draft} change={change} disabled={disabled} />
      <TagsInput
        label={t('post.tags')}
        description={t('post.tagsHint')}
        disabled={disabled}
        maxTags={MOST_TAGS}
        dir="auto"
        value={draft.tags}
        onChange={(typed) => change({ tags: tagsOf(typed) })}
      />
    </div>
  );
}

/** Audiences of a post; typing a new name creates one. */
function Audiences({ draft, change, disabled }: FilingProps) {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const audiences = useAudiences().data ?? [];
  const [typed, setTyped] = useState('');
  const make = useMutation({
    mutationFn: (name: string) => unwrap(api.POST('/api/v1/audiences', { body: { name } })),
    onSuccess: async ({ id }) => {
      await mark(stale.audienceMade());
      change({ audienceIds: [...draft.audienceIds, id] });
    },
  });
  const choices = audiences.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div>
      <MultiSelect
        label={t('post.audience')}
        description={t('post.creatable')}
        disabled={disabled || make.isPending}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
        data={withCreate(choices, typed, (name) => t('post.create', { name }))}
        filter={matching}
        value={draft.audienceIds}
        onChange={(ids) => {
          if (ids.some(isCreate)) make.mutate(typed.trim());
          else change({ audienceIds: ids });
          setTyped('');
        }}
      />
      <ErrorNote error={make.error} />
    </div>
  );
}

/** Campaign of a post; typing a new name creates one. */
function Campaign({ draft, change, disabled }: FilingProps) {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const campaigns = useCampaigns().data ?? [];
  const [typed, setTyped] = useState('');
  const make = useMutation({
    mutationFn: (name: string) => unwrap(api.POST('/api/v1/campaigns', { body: { name } })),
    onSuccess: async ({ id }) => {
      await mark(stale.campaignMade());
      change({ campaignId: id });
    },
  });
  const choices = [
    { value: NONE, label: t('post.noCampaign') },
    ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div>
      <Select
        label={t('post.campaign')}
        description={t('post.creatable')}
        disabled={disabled || make.isPending}
        searchable
        onSearchChange={setTyped}
        data={withCreate(choices, typed, (name) => t('post.create', { name }))}
        filter={matching}
        value={draft.campaignId ?? NONE}
        onChange={(id) => {
          if (isCreate(id)) make.mutate(typed.trim());
          else change({ campaignId: id === NONE ? null : id });
        }}
      />
      <ErrorNote error={make.error} />
    </div>
  );
}
