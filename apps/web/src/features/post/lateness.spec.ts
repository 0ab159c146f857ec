import { describe, expect, it } from '@jest/globals';
import type { Post, PostProblem } from '../../shared/api/types';
import { latenessOf } from './lateness';

const post = (...problems: Partial<PostProblem>[]) => ({ problems }) as Post;
const late = { path: 'schedule.localTime', code: 'too_late' as const };

describe('what the server says of a date that has passed', () => {
  it('is found among its other problems', () => {
    expect(latenessOf(post({ path: 'text', code: 'text_too_long' as PostProblem['code'] }, late))).toEqual(
      late,
    );
    expect(latenessOf(post({ ...late, code: 'due_passed' }))?.code).toBe('due_passed');
  });

  it('is nothing for other problems of the date, and for no post', () => {
    expect(
      latenessOf(post({ ...late, code: 'local_time_does_not_exist' as PostProblem['code'] })),
    ).toBeNull();
    expect(latenessOf(post({ path: 'text', code: 'too_late' }))).toBeNull();
    expect(latenessOf(null)).toBeNull();
  });
});
