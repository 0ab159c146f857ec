import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { arrive } from '../session/arrival';
import { key } from './keys';
import { after, items, paged } from './paged';

/** The person's own queries: profile, sign-in methods, notifications. */
export const personQueries = {
  /** The signed-in person. Its answer also tells the page that somebody is signed in. */
  me: () =>
    queryOptions({
      queryKey: key('me'),
      queryFn: async () => {
        const me = await unwrap(api.GET('/api/v1/me'));
        arrive(me);
        return me;
      },
      staleTime: 5 * 60_000,
      retry: false,
    }),

  sessions: () =>
    queryOptions({
      queryKey: key('sessions'),
      queryFn: () => unwrap(api.GET('/api/v1/me/sessions')).then(items),
    }),

  passkeys: () =>
    queryOptions({
      queryKey: key('passkeys'),
      queryFn: () => unwrap(api.GET('/api/v1/me/passkeys')).then(items),
    }),

  /** Notifications, the latest first, in the interface's language. */
  notifications: (language: string) =>
    infiniteQueryOptions({
      queryKey: key('notifications', language),
      queryFn: ({ pageParam }) =>
        unwrap(api.GET('/api/v1/notifications', { params: { query: { limit: 30, ...after(pageParam) } } })),
      ...paged,
    }),

  notificationPreferences: () =>
    queryOptions({
      queryKey: key('notification-preferences'),
      queryFn: () => unwrap(api.GET('/api/v1/me/notification-preferences')),
    }),

  /** What an invitation offers. Never refetched, because a link works once. */
  invitation: (token: string) =>
    queryOptions({
      queryKey: key('invitation', token),
      queryFn: () => unwrap(api.GET('/api/v1/invitation-links/{token}', { params: { path: { token } } })),
      staleTime: Infinity,
    }),

  /** The account of a password link. */
  passwordReset: (token: string) =>
    queryOptions({
      queryKey: key('reset', token),
      queryFn: () => unwrap(api.GET('/api/v1/password-resets/{token}', { params: { path: { token } } })),
      staleTime: Infinity,
    }),
};
