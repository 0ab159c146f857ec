import { describe, expect, it } from '@jest/globals';
import type { Post } from '../../../shared/api/types';
import { blankDraft, type Draft } from '../draft';
import { Known } from './known';

const of = (text: string, title = ''): Draft => ({ ...blankDraft(null), text, title });
const post = (draft: Draft, version: number): Post => ({ ...draft, link: null, version }) as unknown as Post;

describe('what the server is known to hold', () => {
  it('moves on with each answer, and forgets what was on its way', () => {
    const known = new Known(of('un'), 1);
    known.expect(of('deux'));
    known.confirm(post(of('deux'), 2), of('deux'), of('deux'));
    expect([known.version, known.base.text, known.sent]).toEqual([2, 'deux', []]);
  });

  it('shows in the server’s form what it keeps in another, unless it was typed over meanwhile', () => {
    const sent = of('un', ' Fête ');
    expect(new Known(of('un'), 1).confirm(post(of('un', 'FÊTE'), 2), sent, sent).title).toBe('FÊTE');
    const typed = of('un', 'Fête de mai');
    expect(new Known(of('un'), 1).confirm(post(of('un', 'FÊTE'), 2), sent, typed).title).toBe('Fête de mai');
  });

  it('may hold what was sent without an answer: finding it is no surprise', () => {
    const known = new Known(of('un'), 1);
    known.expect(of('deux'));
    expect(known.meet(post(of('deux'), 2), of('trois')).conflicts).toEqual([]);
  });

  it('does not hold what was refused, but may hold what was sent before it', () => {
    const known = new Known(of('un'), 1);
    known.expect(of('deux'));
    known.expectNot();
    expect(known.sent).toEqual([]);
    known.expect(of('deux'));
    known.expect(of('deux'));
    known.expectNot();
    expect(known.sent).toEqual([of('deux')]);
  });
});
