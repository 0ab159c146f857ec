import type { Admitted, Network, Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { World } from '../core/world.js';

/** Stores an account's comment under one of its posts and returns its id. */
export function keepComment(
  { world, network: { platform } }: { world: World; network: Network },
  call: Admitted,
  post: Post,
  comment: { id: string; text: string },
): Reply {
  const kept = world.posts.comment({
    platform,
    account: call.account.id,
    post: post.id,
    ...comment,
    createdAt: call.arrivedAt,
  });
  world.effect(call.arrivedAt, 'comment', kept);
  return { status: 200, body: { id: kept.id } };
}
