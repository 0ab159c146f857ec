import { describe, expect, it } from '@jest/globals';
import { ApiError } from './api-error';
import { Intentions } from './intentions';

const intentions = () => {
  let count = 0;
  return new Intentions(() => `key-${++count}`);
};

describe('the key of an intention', () => {
  it('stays the same while no answer is known: a retry by hand makes nothing twice', () => {
    const keys = intentions();
    const first = keys.keyFor('POST /api/v1/posts/1/duplicate {}');
    keys.ended('POST /api/v1/posts/1/duplicate {}', new ApiError(0, 'network', ''));
    expect(keys.keyFor('POST /api/v1/posts/1/duplicate {}')).toBe(first);
    keys.ended('POST /api/v1/posts/1/duplicate {}', new ApiError(503, 'server', ''));
    expect(keys.keyFor('POST /api/v1/posts/1/duplicate {}')).toBe(first);
  });

  it('is another one for other words, and after an answer, refusals included', () => {
    const keys = intentions();
    const first = keys.keyFor('a');
    expect(keys.keyFor('b')).not.toBe(first);
    keys.ended('a', null);
    const second = keys.keyFor('a');
    expect(second).not.toBe(first);
    keys.ended('a', new ApiError(422, 'invalid', ''));
    expect(keys.keyFor('a')).not.toBe(second);
  });

  it('is shared by two that ask for the same at once', () => {
    const keys = intentions();
    expect(keys.keyFor('a')).toBe(keys.keyFor('a'));
  });
});
