import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { key } from './keys';
import { after, items, paged } from './paged';

/** Refetch interval of health, ms. */
const HEALTH_MS = 10_000;

/** Queries for administrators and operators. */
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

  /** Open invitations; acts on members may concern one of these. */
  invitations: () =>
    queryOptions({
      queryKey: key('members', 'invitations'),
      queryFn: () => unwrap(api.GET('/api/v1/invitations')).then(items),
    }),

  /** The person's own keys, or everyone's. */
  apiKeys: (everyone: boolean) =>
    queryOptions({
      queryKey: key('api-keys', everyone),
      queryFn: () => {
        const params = { query: { everyone: everyone ? 'true' : 'false' } } as const;
        return unwrap(api.GET('/api/v1/api-keys', { params })).then(items);
      },
    }),

  /** The organisation's history, the latest first. */
  auditLog: () =>
    infiniteQueryOptions({
      queryKey: key('audit'),
      queryFn: ({ pageParam }) =>
        unwrap(api.GET('/api/v1/audit-log', { params: { query: { limit: 50, ...after(pageParam) } } })),
      ...paged,
    }),

  /** Security events, the latest first: the person's own, or the organisation's. */
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

  /** Health, with sentences in the interface's language. Refetched while on screen. */
  health: (language: string) =>
    queryOptions({
      queryKey: key('health', language),
      queryFn: () => unwrap(api.GET('/api/health/details')),
      refetchInterval: HEALTH_MS,
    }),
};
