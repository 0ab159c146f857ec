import { describe, expect, it } from '@jest/globals';
import { blankDraft, type Draft } from '../draft';
import { merge } from './merge';

const base: Draft = {
  ...blankDraft(null),
  text: 'Venez samedi.',
  title: 'Fête',
  channelIds: ['a', 'b'],
  tags: ['été', 'fête'],
};
const of = (values: Partial<Draft>): Draft => ({ ...base, ...values });

describe('a draft brought up to date with a colleague’s version', () => {
  it('keeps what was typed here and takes what was not touched', () => {
    const { draft, conflicts, taken } = merge(
      base,
      of({ text: 'Venez dimanche.' }),
      of({ title: 'Grande fête' }),
      [],
    );
    expect(draft).toMatchObject({ text: 'Venez dimanche.', title: 'Grande fête' });
    expect([conflicts, taken]).toEqual([[], ['title']]);
  });

  it('leaves to a person what both changed to different things, and keeps what is here meanwhile', () => {
    const { draft, conflicts } = merge(base, of({ text: 'Mes mots' }), of({ text: 'Ses mots' }), []);
    expect([draft.text, conflicts]).toEqual(['Mes mots', ['text']]);
  });

  it('sees no conflict where both wrote the same', () => {
    expect(merge(base, of({ text: 'Pareil' }), of({ text: 'Pareil' }), []).conflicts).toEqual([]);
  });

  it('knows its own words again when their answer was lost', () => {
    const { draft, conflicts } = merge(base, of({ text: 'Plus loin' }), of({ text: 'En route' }), [
      of({ text: 'En route' }),
    ]);
    expect([draft.text, conflicts]).toEqual(['Plus loin', []]);
  });

  it('adds and removes tags of both', () => {
    const { draft, conflicts } = merge(
      base,
      of({ tags: ['été', 'fête', 'moi'] }),
      of({ tags: ['fête', 'elle'] }),
      [],
    );
    expect([draft.tags, conflicts]).toEqual([['fête', 'elle', 'moi'], []]);
  });

  it('asks before a channel goes whose own words were typed here', () => {
    const mine = of({ variants: { b: { text: 'Pour b' } } });
    const { draft, conflicts } = merge(base, mine, of({ channelIds: ['a'] }), []);
    expect([draft.channelIds, conflicts]).toEqual([['a', 'b'], ['channelIds']]);
  });
});
