import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { key } from './keys';
import { after, items, paged } from './paged';

/** As often as workers report, ms. */
const HEALTH_MS = 10_000;

/** What those see who look after the organisation and its installation. */
export const administrationQueries = {
  organisation: () =>
    queryOptions({
      queryKey: key('organisation'),
      queryFn: () => unwrap(api.GET('/api/v1/organisation')),
    }),

  members: () =>
    queryOptions({
      queryKey: key('members'),
      queryFn: () => unwrap(api.GET('/api/v1/members')).then(items),
    }),

  /** Who was invited and has not answered; what is done about a member may concern one of these. */
  invitations: () =>
    queryOptions({
      queryKey: key('members', 'invitations'),
      queryFn: () => unwrap(api.GET('/api/v1/invitations')).then(items),
    }),

  /** One's own keys, or those of everyone. */
  apiKeys: (everyone: boolean) =>
    queryOptions({
      queryKey: key('api-keys', everyone),
      queryFn: () => {
        const params = { query: { everyone: everyone ? 'true' : 'false' } } as const;
        return unwrap(api.GET('/api/v1/api-keys', { params })).then(items);
      },
    }),

  /** Who did what, the latest first. */
  auditLog: () =>
    infiniteQueryOptions({
      queryKey: key('audit'),
      queryFn: ({ pageParam }) =>
        unwrap(api.GET('/api/v1/audit-log', { params: { query: { limit: 50, ...after(pageParam) } } })),
      ...paged,
    }),

  /** What happened to accounts, the latest first: one's own, or those of the organisation. */
  securityLog: (everyone: boolean) =>
    infiniteQueryOptions({
      queryKey: key('security-log', everyone),
      queryFn: ({ pageParam }) => {
        const params = { query: { limit: 20, ...after(pageParam) } };
        return unwrap(
          everyone
            ? api.GET('/api/v1/security-log', { params })
            : api.GET('/api/v1/me/security-log', { params }),
        );
      },
      ...paged,
    }),

  /** How everything is; its sentences come in the interface's language. Kept fresh while it is on screen. */
  health: (language: string) =>
    queryOptions({
      queryKey: key('health', language),
      queryFn: () => unwrap(api.GET('/api/health/details')),
      refetchInterval: HEALTH_MS,
    }),
};
