import type { Post, PostProblem } from '../../shared/api/types';

const CODES: readonly PostProblem['code'][] = ['too_late', 'due_passed'];

/**
 * The server's problem with a post's date when it has passed, by the rule that refuses it or publishes it at once.
 */
export const latenessOf = (post: Post | null): PostProblem | null =>
  post?.problems.find(({ path, code }) => path === 'schedule.localTime' && CODES.includes(code)) ?? null;
