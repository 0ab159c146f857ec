import { useTranslation } from 'react-i18next';
import { useChannels } from '../../shared/api/lists';
import { useWhen } from '../../shared/dates/use-when';
import type { Draft } from './draft';
import { fieldsOf, type Path } from './store/fields';

const LABELS = {
  title: 'post.title',
  text: 'post.text',
  link: 'post.link',
  channelIds: 'post.channels',
  formatId: 'post.format',
  mediaIds: 'post.media',
  schedule: 'post.planning',
  audienceIds: 'post.audience',
  campaignId: 'post.campaign',
  tags: 'post.tags',
} as const;

const isLabelled = (path: string): path is keyof typeof LABELS => path in LABELS;

/** Members of a draft in words: name and value. */
export function useFieldWords() {
  const { t } = useTranslation();
  const when = useWhen();
  const channels = useChannels().data ?? [];
  const nameOf = (path: Path): string => {
    if (isLabelled(path)) return t(LABELS[path]);
    const [, id, member] = path.split('.');
    const channel = channels.find((one) => one.id === id)?.name ?? '';
    if (member === 'text') return t('post.textFor', { channel });
    if (member === 'mediaIds') return t('post.mediaOf', { channel });
    return `${member === 'firstComment' ? t('post.firstComment') : t('post.settings')}, ${channel}`;
  };
  const wordsOf = (draft: Draft, path: Path): string => {
    const value = fieldsOf(draft).get(path);
    if (value === undefined || value === '') return t('keeping.nothing');
    if (path === 'schedule' && draft.schedule) return when.localSchedule(draft.schedule) ?? '';
    return typeof value === 'string' && !path.endsWith('Id') ? value : t('keeping.otherContent');
  };
  return { nameOf, wordsOf };
}
