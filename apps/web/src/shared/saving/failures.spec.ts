import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../api/api-error';
import { isAmbiguous, kindOf } from './failures';

const answer = (status: number, code = 'x') => new ApiError(status, code, '');

describe('an answer that is no success', () => {
  it.each([
    [0, 'passing'],
    [401, 'signedOut'],
    [403, 'forbidden'],
    [404, 'gone'],
    [409, 'blocked'],
    [410, 'gone'],
    [412, 'stale'],
    [422, 'refused'],
    [429, 'passing'],
    [500, 'passing'],
    [503, 'passing'],
    [400, 'refused'],
  ])('%d means %s', (status, kind) => {
    expect(kindOf(answer(status))).toBe(kind);
  });

  it('is waited for while the first attempt under its key is at work', () => {
    expect(kindOf(answer(409, 'idempotency_key_busy'))).toBe('passing');
  });

  it('is a lost line when it is no answer of ours', () => {
    expect(kindOf(new TypeError('Failed to fetch'))).toBe('passing');
  });

  it('may have been carried out all the same only when nothing is known of it', () => {
    expect([0, 503, 422, 412, 401].filter((status) => isAmbiguous(answer(status)))).toEqual([0, 503]);
  });
});
