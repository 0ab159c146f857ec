import type { Post, PostProblem } from '../../shared/api/types';

const CODES: readonly PostProblem['code'][] = ['too_late', 'due_passed'];

/** What the server says of a post's hour when it has passed: by the very rule that refuses it, or lets it go at once. */
export const latenessOf = (post: Post | null): PostProblem | null =>
  post?.problems.find(({ path, code }) => path === 'schedule.localTime' && CODES.includes(code)) ?? null;
