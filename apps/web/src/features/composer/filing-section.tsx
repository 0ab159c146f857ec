import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAudiences, useCampaigns } from '../../shared/api/lists';
import type { Draft } from './draft';
import classes from './composer.module.css';

const NONE = 'none';

/** What helps to find and measure the post; none of it is published. */
export function FilingSection({
  draft,
  change,
  disabled,
}: {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  disabled: boolean;
}) {
  const { t } = useTranslation();
  const audiences = useAudiences().data ?? [];
  const campaigns = useCampaigns().data ?? [];
  return (
    <div className={classes.stack}>
      <TextInput
        label={t('post.title')}
        description={t('post.titleHint')}
        maxLength={200}
        readOnly={disabled}
        value={draft.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <MultiSelect
        label={t('post.audience')}
        disabled={disabled}
        data={audiences.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.audienceIds}
        onChange={(audienceIds) => change({ audienceIds })}
      />
      <Select
        label={t('post.campaign')}
        disabled={disabled}
        data={[
          { value: NONE, label: t('post.noCampaign') },
          ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={draft.campaignId ?? NONE}
        onChange={(id) => change({ campaignId: id === NONE ? null : id })}
      />
      <TagsInput
        label={t('post.tags')}
        description={t('post.tagsHint')}
        disabled={disabled}
        maxTags={50}
        value={draft.tags}
        onChange={(tags) => change({ tags: tags.map((tag) => tag.trim().slice(0, 60)).filter(Boolean) })}
      />
    </div>
  );
}
