import type { Admitted, Network, Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { SandboxState } from '../core/sandbox-state.js';

/** Stores an account's comment under one of its posts and returns its id. */
export function keepComment(
  { sandboxState, network: { platform } }: { sandboxState: SandboxState; network: Network },
  call: Admitted,
  post: Post,
  comment: { id: string; text: string },
): Reply {
  const kept = sandboxState.posts.comment({
    platform,
    account: call.account.id,
    post: post.id,
    ...comment,
    createdAt: call.arrivedAt,
  });
  sandboxState.effect(call.arrivedAt, 'comment', kept);
  return { status: 200, body: { id: kept.id } };
}
