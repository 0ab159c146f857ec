import { useInfiniteQuery } from '@tanstack/react-query';
import { type MediaKind, queries } from '../../shared/queries';

export const useLibrary = (kind: MediaKind | null) => useInfiniteQuery(queries.library(kind));
