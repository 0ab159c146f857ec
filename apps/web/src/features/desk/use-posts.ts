import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '../../shared/queries';
import { type ListState, listQuery } from './address';

/** Every post that fits what the list's address asks for. */
export const usePosts = (state: ListState) => useInfiniteQuery(queries.posts(listQuery(state)));
