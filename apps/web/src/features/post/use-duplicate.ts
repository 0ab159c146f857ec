import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { api, unwrap } from '../../shared/api/client';
import { markStale, queries, stale } from '../../shared/queries';

/** Copies a post, or its content for some channels, and opens the copy. */
export function useDuplicate(id: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { search } = useLocation();
  return useMutation({
    mutationFn: (channelIds: string[] | null) =>
      unwrap(
        api.POST('/api/v1/posts/{id}/duplicate', {
          params: { path: { id } },
          body: channelIds ? { channelIds } : {},
        }),
      ),
    onSuccess: (copy, channelIds) => {
      client.setQueryData(queries.post(copy.id).queryKey, copy);
      void markStale(client, stale.postDuplicated());
      notifications.show({
        color: 'gray',
        message: channelIds ? t('acts.againDone', { count: channelIds.length }) : t('acts.duplicated'),
      });
      void navigate({ pathname: `/posts/${copy.id}/edit`, search });
    },
  });
}
