import { describe, expect, it } from '@jest/globals';
import { toApiError } from './api-error';
import { beyond, issueAt } from './issue-at';

const refusal = toApiError(422, {
  title: 'Invalid',
  detail: 'Deux champs ne vont pas.',
  code: 'invalid',
  errors: [
    { path: 'name', code: 'too_short', message: 'Trop court.' },
    { path: 'text', code: 'text_too_long', message: 'Trop long.', channelId: 'c1' },
    'nonsense',
  ],
  nearest: ['2026-03-29T01:30'],
});

describe('an error answer', () => {
  it('is the server’s sentence, its code and what is wrong with which input', () => {
    expect(refusal).toMatchObject({ status: 422, code: 'invalid', message: 'Deux champs ne vont pas.' });
    expect(refusal.errors.map(({ path, channelId }) => [path, channelId])).toEqual([
      ['name', undefined],
      ['text', 'c1'],
    ]);
    expect(refusal.extra.nearest).toEqual(['2026-03-29T01:30']);
  });

  it.each([
    ['a proxy’s page', 502, '<html>', 'server'],
    ['nothing', 500, null, 'server'],
    ['a refusal without a word', 403, undefined, 'unknown'],
    ['members of the wrong kind', 400, { code: 7, detail: [], errors: 'no' }, 'unknown'],
  ])('may be %s', (_, status, body, code) => {
    expect(toApiError(status, body)).toMatchObject({ status, code, message: '', errors: [] });
  });

  it('has its title where there is no detail', () => {
    expect(toApiError(404, { title: 'Introuvable' }).message).toBe('Introuvable');
  });
});

describe('what is wrong with a field', () => {
  it('stands beside it, and the error is shown once', () => {
    expect(issueAt(refusal, 'name')).toBe('Trop court.');
    expect(issueAt(refusal, 'email')).toBeUndefined();
    expect(beyond(refusal, 'name', 'email')).toBeNull();
    expect(beyond(refusal, 'email')).toBe(refusal);
    expect(issueAt(new Error('no answer'), 'name')).toBeUndefined();
  });
});
