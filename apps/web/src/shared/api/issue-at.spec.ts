import { describe, expect, it } from '@jest/globals';
import { ApiError } from './api-error';
import { beyond, issueAt } from './issue-at';

const refusal = new ApiError(422, 'invalid', 'Non.', [
  { path: 'name', code: 'too_short', message: 'Trop court.' },
  { path: 'name', code: 'taken', message: 'Déjà pris.' },
  { path: 'variants.a.text', code: 'too_long', message: 'Trop long.' },
]);

describe('what the server says of a field', () => {
  it('is its first message, by the whole path', () => {
    expect(issueAt(refusal, 'name')).toBe('Trop court.');
    expect(issueAt(refusal, 'variants.a.text')).toBe('Trop long.');
    expect(issueAt(refusal, 'variants')).toBeUndefined();
  });

  it.each([
    [null],
    [undefined],
    [new Error('name')],
    [{ errors: refusal.errors }],
    [new ApiError(0, 'network', '')],
  ])('is nothing where the server said nothing: %p', (error) =>
    expect(issueAt(error, 'name')).toBeUndefined(),
  );

  it('is not said a second time beside the form', () => {
    expect(beyond(refusal, 'email', 'name')).toBeNull();
    expect(beyond(refusal, 'email')).toBe(refusal);
    expect(beyond(refusal)).toBe(refusal);
    expect(beyond(null, 'name')).toBeNull();
  });
});
