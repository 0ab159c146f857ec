import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { paths } from '../api/schema';
import type { Post } from '../api/types';
import { key } from './keys';
import { after, items, paged } from './paged';

type PostQuery = NonNullable<paths['/api/v1/posts']['get']['parameters']['query']>;
type CalendarQuery = paths['/api/v1/calendar']['get']['parameters']['query'];
type CapacityQuery = paths['/api/v1/calendar/capacity']['get']['parameters']['query'];

/** Posts listed in the tray; the list of all posts has the rest. */
const UNDATED_SHOWN = 40;
/** How soon other people's plans appear in a shortage, ms. */
const CAPACITY_MS = 60_000;

const of = (id: string) => ({ params: { path: { id } } });

/** Posts, their publications, and the calendar. */
export const postQueries = {
  /** A post, refreshed by the live stream. */
  post: (id: string) =>
    queryOptions({
      queryKey: key('post', id),
      queryFn: () => unwrap(api.GET('/api/v1/posts/{id}', of(id))),
    }),

  /** Publications of a post, one per channel. */
  publications: (postId: string) =>
    queryOptions({
      queryKey: key('post', postId, 'publications'),
      queryFn: () => unwrap(api.GET('/api/v1/posts/{id}/publications', of(postId))).then(items),
    }),

  /** Content of each channel with its revision; another version has another key. */
  preview: ({ id, state, revision, version }: Post) =>
    queryOptions({
      queryKey: key('post', id, 'preview', state, revision?.id, version),
      queryFn: () => unwrap(api.GET('/api/v1/posts/{id}/preview', of(id))),
    }),

  /** Every revision, newest first. */
  revisions: (postId: string) =>
    queryOptions({
      queryKey: key('post', postId, 'revisions'),
      queryFn: () =>
        unwrap(api.GET('/api/v1/posts/{id}/revisions', of(postId))).then((page) =>
          page.items.sort((a, b) => b.number - a.number),
        ),
    }),

  /** Journal of a publication, oldest line first. */
  journal: (publicationId: string) =>
    queryOptions({
      queryKey: key('publication', publicationId, 'events'),
      queryFn: () => {
        const params = { path: { id: publicationId }, query: { limit: 200 } };
        return unwrap(api.GET('/api/v1/publications/{id}/events', { params })).then(items);
      },
    }),

  /** Matching posts, the last changed first; the former ones stay while others load. */
  posts: (query: PostQuery) =>
    infiniteQueryOptions({
      queryKey: key('posts', 'list', query),
      queryFn: ({ pageParam, signal }) => {
        const params = { query: { ...query, ...after(pageParam) } };
        return unwrap(api.GET('/api/v1/posts', { params, signal }));
      },
      ...paged,
      placeholderData: keepPreviousData,
    }),

  /** Posts that need a date, with their number. */
  undated: () =>
    queryOptions({
      queryKey: key('posts', 'undated'),
      queryFn: ({ signal }) => {
        const params = { query: { undated: 'true', limit: UNDATED_SHOWN } } as const;
        return unwrap(api.GET('/api/v1/posts', { params, signal }));
      },
    }),

  /** Posts in review, the soonest due first; those without a date last. */
  reviewQueue: () =>
    queryOptions({
      queryKey: key('posts', 'in_review'),
      queryFn: () =>
        unwrap(api.GET('/api/v1/posts', { params: { query: { states: 'in_review', limit: 200 } } })).then(
          (page) => page.items.sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9')),
        ),
    }),

  /** Entries of some days. While another month loads, the present one stays. */
  calendar: (query: CalendarQuery) =>
    queryOptions({
      queryKey: key('calendar', query),
      queryFn: ({ signal }) => unwrap(api.GET('/api/v1/calendar', { params: { query }, signal })),
      placeholderData: keepPreviousData,
    }),

  /**
   * Posts that networks will not take when they are due. Not refetched for each publication, because it only changes
   * when somebody plans.
   */
  capacity: (query: CapacityQuery) =>
    queryOptions({
      queryKey: key('capacity', query),
      queryFn: ({ signal }) => unwrap(api.GET('/api/v1/calendar/capacity', { params: { query }, signal })),
      refetchInterval: CAPACITY_MS,
    }),
};
