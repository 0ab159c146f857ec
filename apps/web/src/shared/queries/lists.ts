import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { key } from './keys';
import { after, items, paged } from './paged';

/** Stale time of lists that change rarely and that many screens read, ms. */
const SLOW = 5 * 60_000;

export type MediaKind = 'image' | 'video';

/** Lists that posts refer to: channels, formats, audiences, campaigns, establishments, media. */
export const listQueries = {
  channels: () =>
    queryOptions({
      queryKey: key('channels'),
      queryFn: () => unwrap(api.GET('/api/v1/channels')).then(items),
      staleTime: SLOW,
    }),

  /** The entries of one of an account's own lists on its network; asked again only after a while. */
  entries: (channelId: string, option: string) =>
    queryOptions({
      queryKey: key('channels', 'entries', channelId, option),
      queryFn: () => {
        const params = { path: { id: channelId, key: option } };
        return unwrap(api.GET('/api/v1/channels/{id}/lists/{key}', { params })).then(items);
      },
      staleTime: SLOW,
    }),

  formats: () =>
    queryOptions({
      queryKey: key('formats'),
      queryFn: () => unwrap(api.GET('/api/v1/brand/formats')).then(items),
      staleTime: SLOW,
    }),

  audiences: () =>
    queryOptions({
      queryKey: key('audiences'),
      queryFn: () => unwrap(api.GET('/api/v1/audiences')).then(items),
      staleTime: SLOW,
    }),

  campaigns: () =>
    queryOptions({
      queryKey: key('campaigns'),
      queryFn: () => unwrap(api.GET('/api/v1/campaigns')).then(items),
      staleTime: SLOW,
    }),

  establishments: () =>
    queryOptions({
      queryKey: key('establishments'),
      queryFn: () => unwrap(api.GET('/api/v1/establishments')).then(items),
      staleTime: SLOW,
    }),

  /** One medium. Acts that change it write their answer here. */
  medium: (id: string) =>
    queryOptions({
      queryKey: key('media', 'one', id),
      queryFn: () => unwrap(api.GET('/api/v1/media/{id}', { params: { path: { id } } })),
      staleTime: Infinity,
    }),

  /** The media library, a page at a time. */
  library: (kind: MediaKind | null) =>
    infiniteQueryOptions({
      queryKey: key('media', 'list', kind),
      queryFn: ({ pageParam }) => {
        const params = { query: { limit: 60, ...(kind && { kind }), ...after(pageParam) } };
        return unwrap(api.GET('/api/v1/media', { params }));
      },
      ...paged,
    }),
};
