import { useQuery } from '@tanstack/react-query';
import type { Post } from '../../shared/api/types';
import { queries } from '../../shared/queries';

/** A post, refreshed by the live stream; a new post is not requested. */
export const usePost = (id: string) => useQuery({ ...queries.post(id), enabled: id !== 'new' });

export const usePublications = (id: string) => useQuery(queries.publications(id));

export const usePreview = (post: Post) => useQuery(queries.preview(post));

export const useRevisions = (id: string) => useQuery(queries.revisions(id));
