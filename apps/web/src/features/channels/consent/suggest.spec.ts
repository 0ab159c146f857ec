import { describe, expect, it } from '@jest/globals';
import { suggester } from './suggest';

const establishments = [
  { id: 'root', name: 'Groupe Up' },
  { id: 'bazoches', name: 'Café de Bazoches' },
  { id: 'cercy', name: 'Café de Cercy-la-Tour' },
  { id: 'etang', name: 'Café de l’Étang' },
  { id: 'lormes', name: 'Café de Lormes' },
  { id: 'lormes-2', name: 'Épicerie de Lormes' },
];
const suggest = suggester(establishments);

describe('the establishment that an account’s name speaks of', () => {
  it.each([
    ['Up Café Bazoches', 'bazoches'],
    ['CAFE DE L ETANG', 'etang'],
    ['Cercy-la-Tour, le café', 'cercy'],
    ['Bazoches', 'bazoches'],
    ['Épicerie Lormes', 'lormes-2'],
    ['Le café à Lormes', 'lormes'],
    ['Groupe Up', 'root'],
  ])('%s', (name, id) => {
    expect(suggest(name)).toBe(id);
  });

  it.each([
    ['of nothing that is known', 'Boulangerie Martin'],
    ['of what all have in common', 'Café'],
    ['of nothing at all', ''],
    ['of a place that two share', 'Lormes'],
  ])('is nobody’s when it speaks %s', (_, name) => {
    expect(suggest(name)).toBeNull();
  });

  it('is decided quickly for three hundred accounts and as many establishments', () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ id: `${n}`, name: `Café du village ${n}` }));
    const find = suggester(many);
    expect(many.every(({ id, name }) => find(`Up ${name}`) === id)).toBe(true);
  });
});
