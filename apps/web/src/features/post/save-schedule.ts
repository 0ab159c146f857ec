import { api, unwrap } from '../../shared/api/client';
import type { Post, PostState, Wish } from '../../shared/api/types';

/** Sets a post's date: part of the draft while it is one, a decision of its own afterwards. */
export function saveSchedule(id: string, state: PostState, wish: Wish): Promise<Post> {
  const params = { path: { id } };
  return state === 'draft' || state === 'changes_requested'
    ? unwrap(api.PATCH('/api/v1/posts/{id}', { params, body: { schedule: wish } }))
    : unwrap(api.POST('/api/v1/posts/{id}/schedule', { params, body: wish }));
}
