import { isFrozen } from '#rules/posts';
import { api, unwrap } from './client';
import type { Post, PostState, LocalSchedule } from './types';

/** Sets a post's date: part of the draft while it is one, an act of its own afterwards. */
export function saveSchedule(id: string, state: PostState, localSchedule: LocalSchedule): Promise<Post> {
  const params = { path: { id } };
  return !isFrozen(state)
    ? unwrap(api.PATCH('/api/v1/posts/{id}', { params, body: { schedule: localSchedule } }))
    : unwrap(api.POST('/api/v1/posts/{id}/schedule', { params, body: localSchedule }));
}
