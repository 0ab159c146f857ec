import { describe, expect, it } from '@jest/globals';
import { blankDraft, type Draft } from '../draft';
import { changesBetween, differing, fieldsOf, same, withField } from './fields';

const draft = (values: Partial<Draft> = {}): Draft => ({ ...blankDraft(null), channelIds: ['a'], ...values });

describe('what differs between two drafts', () => {
  it('is named by its member, and by its channel where only that one has it', () => {
    const before = draft({ text: 'Bonjour', variants: { a: { firstComment: 'Un' } } });
    const now = draft({ text: 'Bonsoir', variants: { a: { firstComment: 'Deux' } } });
    expect(differing(before, now).sort()).toEqual(['text', 'variants.a.firstComment']);
  });

  it('is nothing that the server would give back the same: spaces around, an empty variant, another order', () => {
    expect(
      differing(draft({ title: 'Fête', tags: ['été'] }), draft({ title: ' Fête ', tags: [' été'] })),
    ).toEqual([]);
    expect(differing(draft({ variants: { a: {} } }), draft())).toEqual([]);
    expect(
      differing(
        draft({ variants: { a: { options: { one: 1, two: 2 } } } }),
        draft({ variants: { a: { options: { two: 2, one: 1 } } } }),
      ),
    ).toEqual([]);
  });

  it('holds an own text that is empty on purpose, and own media that are none', () => {
    const fields = fieldsOf(draft({ variants: { a: { text: '', mediaIds: [], firstComment: '' } } }));
    expect([...fields.keys()].filter((path) => path.startsWith('variants'))).toEqual([
      'variants.a.text',
      'variants.a.mediaIds',
    ]);
  });
});

describe('one member taken from another draft', () => {
  it('changes that member and no other', () => {
    const mine = draft({
      title: 'À moi',
      text: 'À moi',
      variants: { a: { text: 'À moi', firstComment: 'Un' } },
    });
    const theirs = draft({ title: 'À eux', text: 'À eux', variants: { a: { text: 'À eux' } } });
    expect(withField(mine, 'title', theirs)).toEqual({ ...mine, title: 'À eux' });
    expect(withField(mine, 'variants.a.text', theirs).variants).toEqual({
      a: { text: 'À eux', firstComment: 'Un' },
    });
  });

  it('leaves where the other has none', () => {
    const mine = draft({ variants: { a: { text: 'À moi', firstComment: 'Un' } } });
    expect(withField(mine, 'variants.a.firstComment', draft()).variants).toEqual({ a: { text: 'À moi' } });
  });
});

describe('what is sent to bring the server from one draft to the other', () => {
  it('is whole members, and all variants when one differs', () => {
    const before = draft({ channelIds: ['a', 'b'], variants: { a: { text: 'Un' }, b: { text: 'Deux' } } });
    const now = draft({ channelIds: ['a', 'b'], variants: { a: { text: 'Un' }, b: { text: 'Trois' } } });
    expect(changesBetween(before, now)).toEqual({ variants: { a: { text: 'Un' }, b: { text: 'Trois' } } });
  });

  it('is nothing where the server would see no difference', () => {
    expect(changesBetween(draft({ title: 'Fête' }), draft({ title: 'Fête  ' }))).toBeNull();
  });
});

describe('two values', () => {
  it('are the same whatever order their members come in; nothing is nothing', () => {
    expect(same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same(undefined, null)).toBe(true);
  });
});
