import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { api, unwrap } from '../../shared/api/client';
import { queries, stale, markStale } from '../../shared/queries';

/**
 * Deletes a post and returns to the calendar.
 * @param before called once it is deleted, while its screen is still open
 */
export function useDelete(id: string, before?: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { search } = useLocation();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/posts/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      before?.();
      notifications.show({ color: 'gray', message: t('post.deleted') });
      await navigate({ pathname: '/', search });
      client.removeQueries(queries.post(id));
      void markStale(client, stale.postDeleted());
    },
  });
}
