import { describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS } from '#rules/identity';
import { admin as en } from '../../shared/i18n/en/admin';
import { admin as fr } from '../../shared/i18n/fr/admin';

type Words = Record<string, Record<string, string>>;
const wordless = (words: Words): string[] =>
  Object.keys(AUDIT_ACTIONS).filter((action) => {
    const [noun = '', verb = ''] = action.split('.');
    return !words[noun]?.[verb];
  });

describe('the words of the history', () => {
  it.each([
    ['English', en.settings.action],
    ['French', fr.settings.action],
  ])('name every action in %s', (_, words) => {
    expect(wordless(words)).toEqual([]);
  });
});
