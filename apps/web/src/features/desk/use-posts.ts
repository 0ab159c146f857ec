import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '../../shared/queries';
import { type ListState, listQuery } from './address';

/** All posts that match the list's filters. */
export const usePosts = (state: ListState) => useInfiniteQuery(queries.posts(listQuery(state)));
