import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { key } from './keys';
import { items } from './paged';

/** What a consent page sent the person back with. */
export interface ConsentReturn {
  state: string;
  code?: string;
  error?: string;
}

/** Connecting accounts: networks, consents, and links for owners of accounts. */
export const consentQueries = {
  /** How accounts of each network are connected. */
  networks: () =>
    queryOptions({
      queryKey: key('channels', 'networks'),
      queryFn: () => unwrap(api.GET('/api/v1/channels/networks')).then(items),
      staleTime: 5 * 60_000,
    }),

  /**
   * Brings a consent page's answer. It counts once, so it is never asked again by itself.
   * @param token of the link by which it was asked; null for a member
   */
  consentAnswer: (token: string | null, body: ConsentReturn) =>
    queryOptions({
      queryKey: key('consents', 'answer', body.state),
      queryFn: () =>
        unwrap(
          token === null
            ? api.POST('/api/v1/channels/consents/answer', { body })
            : api.POST('/api/v1/channel-links/{token}/consents/answer', {
                params: { path: { token } },
                body,
              }),
        ),
      staleTime: Infinity,
      retry: false,
      retryOnMount: false,
      refetchOnReconnect: false,
      refetchOnWindowFocus: false,
    }),

  /** The accounts of an answered consent. @param token of the link by which it was asked; null for a member */
  consent: (token: string | null, id: string) =>
    queryOptions({
      queryKey: key('consents', 'one', id),
      queryFn: () =>
        unwrap(
          token === null
            ? api.GET('/api/v1/channels/consents/{id}', { params: { path: { id } } })
            : api.GET('/api/v1/channel-links/{token}/consents/{id}', { params: { path: { token, id } } }),
        ),
      staleTime: Infinity,
    }),

  /** Links that owners of accounts may still use. */
  channelLinks: () =>
    queryOptions({
      queryKey: key('channels', 'links'),
      queryFn: () => unwrap(api.GET('/api/v1/channels/links')).then(items),
    }),

  /** What a link connects, for its holder. */
  channelLink: (token: string) =>
    queryOptions({
      queryKey: key('consents', 'link', token),
      queryFn: () => unwrap(api.GET('/api/v1/channel-links/{token}', { params: { path: { token } } })),
      // Used up once an account is connected: what was told stands until the page is left.
      staleTime: Infinity,
      retry: false,
    }),
};
